import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assessFile } from '../../../../main/similarity/assess/assess-file';
import type { FileFindings } from '../../../../main/similarity/assess/file-findings';
import type { Executable } from '../../../../main/similarity/formats/executable';
import type { FoundTrait } from '../../../../main/similarity/formats/found-trait';
import { accessBytes } from '../../../../main/similarity/formats/random-access';
import { readExecutable } from '../../../../main/similarity/formats/read-executable';
import type { NearestCluster } from '../../../../shared/similarity';
import { join, makeElf, makePe } from '../formats/make-executable';
import { makeBytes } from '../tlsh/make-bytes';

const read = (bytes: Uint8Array) => readExecutable(accessBytes(bytes));
const noise = makeBytes('noise', 20_000, 3);
const code = { name: '.text', bytes: makeBytes('code', 5000, 1), isCode: true };

/** What stands for real files: made by hand, since no packer is at hand where tests run. */
const plain = read(makeElf([code]));
const packed = read(makePe([{ name: 'UPX1', bytes: noise, isCode: true }]));
const padded = read(join(makeElf([code]), new Uint8Array(20_000)));
const paddedWithNoise = read(join(makeElf([code]), noise));
const installer = read(join(makeElf([code]), new TextEncoder().encode('PK\x03\x04'), new Uint8Array(20_000)));
const paddedPacked = read(join(makeElf([{ ...code, bytes: noise }]), new Uint8Array(200_000)));
const sevenZip = read(join(new TextEncoder().encode('7z'), Uint8Array.of(0xbc, 0xaf, 0x27, 0x1c), noise));
const document = read(new TextEncoder().encode('Prose about miners and pools, not a program.'));

const minerTraits: FoundTrait[] = [
  { kind: 'algorithm', found: ['rx/wow', 'cn/half', 'kawpow'] },
  { kind: 'pool-scheme', found: ['stratum+tcp'] },
];

function near(distance: number, withoutLength = distance, extra: Partial<NearestCluster> = {}): NearestCluster {
  const [cluster, family] = ['XMRig 6 (Linux)', 'XMRig'];
  return { cluster, family, distance, distanceWithoutLength: withoutLength, member: null, ...extra };
}

function findings(executable: Executable | null, more: Partial<FileFindings> = {}): FileFindings {
  const none = { noDigest: null, nearest: [], nearestWithoutLength: [], nearestWithoutOverlay: null, traits: [] };
  return { ...none, executable, threshold: 60, widest: 70, ...more };
}

type Distances = Partial<Pick<FileFindings, 'nearest' | 'nearestWithoutLength' | 'nearestWithoutOverlay'>>;

describe('assessFile', () => {
  it.each<[string, Executable | null, Distances, string, string]>([
    ['a file', plain, { nearest: [near(0)] }, 'very-close', 'very-close'],
    ['a file', plain, { nearest: [near(30)] }, 'very-close', 'very-close'],
    ['a file', plain, { nearest: [near(31)] }, 'match', 'match'],
    ['a file', plain, { nearest: [near(60)] }, 'match', 'match'],
    ['a file', plain, { nearest: [near(61)] }, 'possible', 'match'],
    ['a file', plain, { nearest: [near(70)] }, 'possible', 'match'],
    ['a file', plain, { nearest: [near(71)] }, 'none', 'none'],
    ['a file', plain, {}, 'none', 'none'],
    ['a digest', null, { nearest: [near(60)] }, 'match', 'match'],
    ['a digest', null, { nearest: [near(70)] }, 'possible', 'possible'],
    ['a document', document, { nearest: [near(65)] }, 'possible', 'possible'],
    ['a packed file', packed, { nearest: [near(0)] }, 'possible', 'match'],
    ['a packed file', packed, { nearest: [near(31)] }, 'not-assessable', 'not-assessable'],
    ['a packed file', packed, { nearestWithoutLength: [near(99, 5)] }, 'not-assessable', 'not-assessable'],
    ['a packed file', packed, {}, 'not-assessable', 'not-assessable'],
    ['an archive that is not opened', sevenZip, {}, 'not-assessable', 'not-assessable'],
    ['an archive that is not opened', sevenZip, { nearest: [near(60)] }, 'not-assessable', 'not-assessable'],
    ['a padded file', padded, { nearestWithoutOverlay: [near(5)] }, 'match', 'match'],
    ['a padded file', padded, { nearestWithoutOverlay: [near(60)] }, 'match', 'match'],
    ['a padded file', padded, { nearestWithoutOverlay: [near(65)] }, 'possible', 'match'],
    ['a padded file', padded, { nearestWithoutOverlay: [near(71)] }, 'none', 'none'],
    ['a file padded with noise', paddedWithNoise, { nearestWithoutOverlay: [near(5)] }, 'match', 'match'],
    ['a file padded with noise', paddedWithNoise, {}, 'not-assessable', 'not-assessable'],
    ['a packed and padded file', paddedPacked, { nearestWithoutOverlay: [near(5)] }, 'possible', 'match'],
    [
      'a packed and padded file',
      paddedPacked,
      { nearestWithoutOverlay: [near(50)] },
      'not-assessable',
      'not-assessable',
    ],
    ['an installer', installer, { nearestWithoutOverlay: [near(5)] }, 'possible', 'match'],
    ['a file but for its length', plain, { nearestWithoutLength: [near(200, 40)] }, 'possible', 'match'],
    ['a file but for its length', plain, { nearestWithoutLength: [near(200, 41)] }, 'none', 'match'],
    ['a file but for its length', plain, { nearestWithoutLength: [near(200, 61)] }, 'none', 'none'],
    ['a cluster that matches less far', plain, { nearest: [near(28, 28, { limit: 26 })] }, 'possible', 'match'],
    ['a cluster that matches less far', plain, { nearest: [near(26, 26, { limit: 26 })] }, 'very-close', 'very-close'],
    [
      'a nearer cluster that matches less far',
      plain,
      { nearest: [near(28, 28, { limit: 26 }), near(40)] },
      'match',
      'match',
    ],
    [
      'a member nearer than the centre',
      plain,
      { nearest: [near(90, 90, { member: { name: 'x', version: null, distance: 12 } })] },
      'very-close',
      'very-close',
    ],
  ])('%s: %#', (_what, executable, distances, alone, withTraits) => {
    expect(assessFile(findings(executable, distances)).assessment).toBe(alone);
    expect(assessFile(findings(executable, { ...distances, traits: minerTraits })).assessment).toBe(withTraits);
  });

  it('never assesses more than the strongest of its ways, and tells that one first', () => {
    const { assessment, reasons, nearest } = assessFile(
      findings(padded, { nearest: [near(65)], nearestWithoutOverlay: [near(20, 20, { cluster: 'XMRig 5' })] }),
    );
    expect(assessment).toBe('match');
    expect(reasons[0]).toMatchObject({ code: 'padded', distanceWithoutOverlay: 20, overlayBytes: 20_000 });
    expect(nearest.map(({ cluster }) => cluster)).toEqual(['XMRig 5', 'XMRig 6 (Linux)']);
  });

  it('says why nothing can be said', () => {
    const tooSmall = { code: 'too-small', bytes: 12 } as const;
    expect(assessFile(findings(plain, { noDigest: tooSmall }))).toMatchObject({
      assessment: 'not-assessable',
      reasons: [tooSmall],
    });
    const { reasons } = assessFile(findings(packed, { nearest: [near(55)], traits: minerTraits }));
    expect(reasons.map(({ code }) => code)).toEqual(['packed', 'distance', 'trait', 'trait']);
    expect(reasons[0]).toMatchObject({ packer: 'UPX' });
  });

  it('calls packed only what was compared', () => {
    const codesOf = (executable: Executable, distances: Distances) =>
      assessFile(findings(executable, distances)).reasons.map(({ code }) => code);
    expect(codesOf(paddedWithNoise, { nearestWithoutOverlay: [near(5)] })).toEqual(['padded']);
    expect(codesOf(paddedPacked, { nearestWithoutOverlay: [near(5)] })).toEqual(['padded', 'packed']);
    expect(codesOf(packed, { nearest: [near(5)] })).toEqual(['distance', 'packed']);
  });

  it('compares a file that is too large to read whole without what is behind the executable', () => {
    const noDigest = { code: 'too-large', bytes: 9e9, readBytes: 1e9 } as const;
    const { assessment, reasons } = assessFile(findings(padded, { noDigest, nearestWithoutOverlay: [near(3)] }));
    expect(assessment).toBe('match');
    expect(reasons.map(({ code }) => code)).toEqual(['padded', 'too-large']);
  });

  it('names at most five clusters, the deciding one among them', () => {
    const clusters = [61, 62, 63, 64, 65, 66].map((distance) => near(distance, 90, { cluster: `c${distance}` }));
    const decided = near(300, 10, { cluster: 'padded' });
    const { nearest } = assessFile(findings(plain, { nearest: clusters, nearestWithoutLength: [decided], traits: [] }));
    expect(nearest.map(({ distance }) => distance)).toEqual([61, 62, 63, 64, 65]);
    const far = clusters.map((each) => ({ ...each, distance: each.distance + 20 }));
    const padding = assessFile(findings(plain, { nearest: far, nearestWithoutLength: [decided] }));
    expect(padding.nearest.map(({ distance }) => distance)).toEqual([81, 82, 83, 84, 300]);
  });

  it('takes random bytes for encrypted, but not pictures and archives', () => {
    const assess = (bytes: Uint8Array) => assessFile(findings(read(bytes))).assessment;
    for (const length of [600, 5000, 20_000]) expect(assess(noise.subarray(0, length))).toBe('not-assessable');
    expect(assess(join(new TextEncoder().encode('PK\x03\x04'), noise))).toBe('none');
    expect(assess(makeBytes('words', 20_000, 9))).toBe('none');
  });

  it('finds the program that runs this test neither packed nor near', () => {
    expect(assessFile(findings(read(readFileSync(process.execPath)))).assessment).toBe('none');
  });
});
