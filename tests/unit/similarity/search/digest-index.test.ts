import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigestIndex } from '../../../../main/similarity/search/digest-index';
import { digestDistance } from '../../../../main/similarity/tlsh/digest-distance';
import type { TlshDigest } from '../../../../main/similarity/tlsh/tlsh-digest';
import { variants } from '../../../../main/similarity/tlsh/variants';

/** What the index must give, by comparing with each digest. */
function compareWithAll(digests: readonly TlshDigest[], digest: TlshDigest, maxDistance: number, withLength: boolean) {
  return digests
    .map((other, at) => ({ at, distance: digestDistance(digest, other, { withLength }) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((one, other) => one.distance - other.distance || one.at - other.at);
}

const variant = fc.constantFrom(...variants);

function anyDigest(of: TlshDigest['variant']): fc.Arbitrary<TlshDigest> {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  return fc.record({
    variant: fc.constant(of),
    checksum: bytes(of.checksumBytes),
    lengthClass: fc.nat(255),
    q1Ratio: fc.nat(15),
    q2Ratio: fc.nat(15),
    body: bytes(of.buckets / 4),
  });
}

/** Digests that differ from `base` in a few buckets and by little in the header, so that many are near each other. */
function nearDigest(base: TlshDigest): fc.Arbitrary<TlshDigest> {
  const step = fc.integer({ min: -2, max: 2 });
  return fc
    .record({ length: step, q1: step, q2: step, flips: fc.array(fc.nat(base.body.length * 8 - 1), { maxLength: 12 }) })
    .map(({ length, q1, q2, flips }) => {
      const body = base.body.slice();
      for (const bit of flips) body[bit >> 3] ^= 1 << (bit & 7);
      return {
        ...base,
        lengthClass: (base.lengthClass + length) & 255,
        q1Ratio: (base.q1Ratio + q1) & 15,
        q2Ratio: (base.q2Ratio + q2) & 15,
        body,
      };
    });
}

const scattered = variant.chain((of) => fc.tuple(fc.array(anyDigest(of), { maxLength: 60 }), anyDigest(of)));
const clustered = variant.chain((of) =>
  fc.array(anyDigest(of), { minLength: 1, maxLength: 3 }).chain((bases) => {
    const near = fc.oneof(...bases.map(nearDigest));
    return fc.tuple(fc.array(near, { maxLength: 60 }), near);
  }),
);

describe('DigestIndex', () => {
  it.each([
    ['scattered', scattered],
    ['clustered', clustered],
  ])('finds exactly what comparing with each %s digest finds', (_, sets) => {
    const limit = fc.oneof(fc.nat(200), fc.constantFrom(0, 30, 60, Infinity));
    fc.assert(
      fc.property(sets, limit, fc.integer({ min: 1, max: 8 }), fc.boolean(), (set, maxDistance, count, withLength) => {
        const [digests, digest] = set;
        const index = DigestIndex.build(digests);
        const all = compareWithAll(digests, digest, maxDistance, withLength);
        expect(index.within(digest, maxDistance, { withLength })).toEqual(all);
        expect(index.nearest(digest, { maxDistance, count, withLength })).toEqual(all.slice(0, count));
      }),
      { numRuns: 150 },
    );
  });

  it('finds every digest of the index at distance 0, equal ones by position', () => {
    fc.assert(
      fc.property(clustered, ([digests]) => {
        const index = DigestIndex.build([...digests, ...digests]);
        expect(index.size).toBe(2 * digests.length);
        for (const [at, digest] of digests.entries()) {
          const same = index.within(digest, 0).map((found) => found.at);
          expect(same).toContain(at);
          expect(same).toContain(at + digests.length);
          expect(same).toEqual([...same].sort((one, other) => one - other));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds nothing for digests of another variant, or when nothing is wanted', () => {
    const [one, other] = variants.map((of) => fc.sample(anyDigest(of), 1)[0]);
    const index = DigestIndex.build([one]);
    expect(index.within(other, Infinity)).toEqual([]);
    expect(index.nearest(one, { maxDistance: Infinity, count: 0 })).toEqual([]);
    expect(() => DigestIndex.build([one, other])).toThrow('one TLSH variant');
    expect(DigestIndex.build([]).within(one, Infinity)).toEqual([]);
  });
});
