import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestDistance } from '../../../../main/similarity/tlsh/digest-distance';
import { formatDigest } from '../../../../main/similarity/tlsh/format-digest';
import { parseDigest } from '../../../../main/similarity/tlsh/parse-digest';
import { textLength, variants } from '../../../../main/similarity/tlsh/variants';

const hexDigits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: length, maxLength: length });
const digitsOfOneVariant = (count: number) =>
  fc
    .constantFrom(...variants)
    .chain((each) => fc.array(hexDigits(textLength(each)), { minLength: count, maxLength: count }));

/** Must be a digest. */
function parse(text: string) {
  const digest = parseDigest(text);
  if (!digest) throw new Error(`No digest: ${text}`);
  return digest;
}

// Printed by Debian's tlsh 3.4.4 (without T1) for two made-up texts; so are their distances below.
const first = 'T16141A58F761C6B99B98F58CC47CEE5B3D2CECD11B1321866B57170811D48339ACEC5A5';
const second = 'T1D451B54F761C2B99799E59CC43CEE5B3E3DECE00A1321866B5B1B0412D44339ACED561';

describe('parseDigest and formatDigest', () => {
  it('finds the parts of a digest', () => {
    const { variant, checksum, lengthClass, q1Ratio, q2Ratio, body } = parse(first);
    expect(variant).toEqual({ buckets: 128, checksumBytes: 1 });
    expect([checksum[0], lengthClass, q1Ratio, q2Ratio]).toEqual([0x16, 0x14, 0xa, 0x5]);
    expect([body.length, body[0], body[31]]).toEqual([32, 0xa5, 0x8f]);
  });

  it('takes any case, a missing T1 and blanks around', () => {
    for (const text of [first.toLowerCase(), first.slice(2), ` ${first}\r\n`])
      expect(parseDigest(text)).toEqual(parse(first));
  });

  it('gives back the text of every variant', () => {
    fc.assert(
      fc.property(digitsOfOneVariant(1), ([digits]) => {
        expect(formatDigest(parse(digits))).toBe(`T1${digits}`);
      }),
    );
  });

  it('refuses everything else without throwing', () => {
    for (const text of ['', 'T1', 'TNULL', first.slice(1), `${first}0`, first.replace('F', 'G')]) {
      expect(parseDigest(text)).toBeNull();
    }
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'T1f0 Z'), maxLength: 140 })), (text) => {
        expect(parseDigest(text)).toBeNull();
      }),
    );
  });
});

describe('digestDistance', () => {
  it('gives the distances of the reference', () => {
    expect(digestDistance(parse(first), parse(second))).toBe(25);
    expect(digestDistance(parse(first), parse(second), { withLength: false })).toBe(24);
  });

  it('is symmetric, 0 to itself, and no smaller with the length', () => {
    fc.assert(
      fc.property(digitsOfOneVariant(2), ([one, other]) => {
        const [a, b] = [parse(one), parse(other)];
        expect(digestDistance(a, a)).toBe(0);
        expect(digestDistance(a, b)).toBe(digestDistance(b, a));
        expect(digestDistance(a, b)).toBeGreaterThanOrEqual(digestDistance(a, b, { withLength: false }));
      }),
    );
  });

  it('does not compare different variants', () => {
    expect(() => digestDistance(parse(first), parse(`${first}0000`))).toThrow('different TLSH variants');
  });
});
