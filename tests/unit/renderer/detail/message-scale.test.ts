import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSizeTicks, compressSize, expandSize } from '../../../../renderer/detail/message-scale';

describe('the size axis', () => {
  it('can be read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000, max: 2_000_000 }), (bytes) => {
        expect(expandSize(compressSize(bytes))).toBeCloseTo(bytes, 3);
      }),
    );
  });

  it('marks round sizes within its ends, zero always', () => {
    expect(chooseSizeTicks(-500, 500, 7)).toEqual([-500, -200, -50, 0, 50, 200, 500]);
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000, max: 0 }), fc.integer({ min: 0, max: 2_000_000 }), (low, high) => {
        const ticks = chooseSizeTicks(low, high, 7);
        expect(ticks).toContain(0);
        expect(ticks.length).toBeLessThanOrEqual(10);
        for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
      }),
    );
  });
});
