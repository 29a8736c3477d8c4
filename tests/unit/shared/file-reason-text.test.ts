import { describe, expect, it } from 'vitest';
import { describeFileReason } from '../../../shared/file-reason-text';
import { fileReasonSchema, type FileReason } from '../../../shared/similarity';

const cluster = 'XMRig 6 (Linux)';
const padded = { code: 'padded', cluster, distanceWithoutLength: 35, overlayBytes: 5_000_000 } as const;
const reasons: readonly FileReason[] = [
  ...[12, 45, 65].map((distance) => ({ code: 'distance' as const, distance, cluster, threshold: 60 })),
  { ...padded, distanceWithoutOverlay: 20 },
  { ...padded, distanceWithoutOverlay: null },
  ...(['algorithm', 'pool-scheme', 'pool-name', 'donation', 'wallet', 'miner-name', 'import'] as const).map(
    (trait) => ({
      code: 'trait' as const,
      trait,
      found: ['rx/wow', '4'.repeat(95), 'c', 'd', 'e', 'f', 'g'],
    }),
  ),
  { code: 'name-list', names: 40 },
  { code: 'packed', packer: 'UPX', entropy: 7.93 },
  { code: 'packed', packer: null, entropy: null },
  { code: 'too-small', bytes: 12 },
  { code: 'too-uniform' },
  { code: 'too-large', bytes: 9e9, readBytes: 2e9 },
  { code: 'bad-digest' },
  { code: 'far', widest: 70 },
];

describe('describeFileReason', () => {
  it('has a sentence of its own for every reason, in both languages', () => {
    expect(new Set(reasons.map(({ code }) => code))).toEqual(
      new Set(fileReasonSchema.options.map((option) => option.shape.code.value)),
    );
    for (const language of ['en', 'ja'] as const) {
      const texts = reasons.map((reason) => describeFileReason(reason, language));
      expect(new Set(texts).size).toBe(reasons.length);
      for (const text of texts) expect(text).not.toMatch(/undefined|null|NaN|\.$/);
    }
    const japanese = reasons.map((reason) => describeFileReason(reason, 'ja'));
    for (const text of japanese) expect(text).toMatch(/[\u3040-\u30ff]/);
  });

  it('says what a distance means', () => {
    const [near, match, far] = reasons.map((reason) => describeFileReason(reason, 'en'));
    expect(near).toContain('nearly the same bytes');
    expect(match).toContain('no harmless file we know is within 60');
    expect(far).toContain('only with other evidence');
  });

  it('names the first finds and shortens wallets', () => {
    const text = describeFileReason({ code: 'trait', trait: 'wallet', found: ['4'.repeat(95), 'b'] }, 'en');
    expect(text).toBe('Holds wallet addresses: 44444444…444444, b');
    expect(describeFileReason(reasons[5], 'en')).toMatch(/ and 2 more$/);
  });
});
