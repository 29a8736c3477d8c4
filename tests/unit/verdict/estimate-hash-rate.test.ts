import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateHashRate, poissonInterval } from '../../../main/verdict/estimate-hash-rate';

describe('a hash rate from shares', () => {
  // Garwood's exact intervals, as in tables of the Poisson distribution.
  it.each([
    [0, 0, 3.689],
    [1, 0.025, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])('knows between what the mean of %i lies', (count, low, high) => {
    const interval = poissonInterval(count);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });

  it('holds the estimate, scales with the work, and is narrower with more shares', () => {
    const arbitrary = fc.record({
      shares: fc.integer({ min: 1, max: 2000 }),
      perShare: fc.double({ min: 1, max: 1e15, noNaN: true }),
      seconds: fc.double({ min: 0.1, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(arbitrary, ({ shares, perShare, seconds }) => {
        const rate = estimateHashRate(shares * perShare, shares, seconds, perShare);
        if (rate === null) throw new Error('no rate');
        expect(rate.low).toBeLessThanOrEqual(rate.estimate);
        expect(rate.high).toBeGreaterThanOrEqual(rate.estimate);
        expect((rate.estimate * seconds) / perShare / shares).toBeCloseTo(1, 6);
      }),
    );
    const width = (shares: number) => {
      const { low, high } = poissonInterval(shares);
      return (high - low) / shares;
    };
    expect(width(500)).toBeCloseTo(width(501), 2);
    expect(width(20)).toBeGreaterThan(width(200));
  });

  it('has only an upper end without a share, and none without time or work', () => {
    expect(estimateHashRate(0, 0, 100, 1000)).toEqual({ estimate: 0, low: 0, high: expect.closeTo(36.9, 1) as number });
    expect(estimateHashRate(5000, 5, 0, 1000)).toBeNull();
    expect(estimateHashRate(0, 0, 10, 0)).toBeNull();
  });
});
