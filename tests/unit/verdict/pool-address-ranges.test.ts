import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PoolAddressRanges } from '../../../main/verdict/pool-address-ranges';

const address = (bytes: 4 | 16) =>
  // Few different bytes, so that ranges overlap and touch.
  fc
    .array(fc.constantFrom(0, 1, 127, 128, 254, 255), { minLength: bytes, maxLength: bytes })
    .map((values) => Uint8Array.from(values));

function hasPrefix(one: Uint8Array, other: Uint8Array, bits: number): boolean {
  for (let bit = 0; bit < bits; bit++) {
    if (((one[bit >> 3] ^ other[bit >> 3]) >> (7 - (bit & 7))) & 1) return false;
  }
  return true;
}

describe.each([4, 16] as const)('ranges of addresses of %i bytes', (bytes) => {
  it('hold what any of the prefixes that were added holds, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(address(bytes), fc.nat(bytes * 8)), { maxLength: 30 }),
        fc.array(address(bytes), { minLength: 1, maxLength: 30 }),
        (prefixes, asked) => {
          const ranges = new PoolAddressRanges(bytes);
          for (const [prefix, bits] of prefixes) ranges.add(prefix, bits);
          ranges.settle();
          for (const each of [...asked, ...prefixes.map(([prefix]) => prefix)]) {
            expect(ranges.has(each)).toBe(prefixes.some(([prefix, bits]) => hasPrefix(each, prefix, bits)));
          }
          expect(ranges.size).toBeLessThanOrEqual(prefixes.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
