import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countUpperBound, recallInterval, shareUpperBound } from '../../../../models/evaluation/intervals';

describe('intervals', () => {
  it('agree with published Clopper-Pearson limits', () => {
    expect(recallInterval(0, 100).high).toBeCloseTo(0.036217, 5);
    expect(recallInterval(10, 10).low).toBeCloseTo(0.691503, 5);
    expect(recallInterval(81, 263).low).toBeCloseTo(0.25274, 3);
    expect(recallInterval(81, 263).high).toBeCloseTo(0.36768, 3);
  });

  it('follow the rule of three where nothing was seen', () => {
    expect(shareUpperBound(0, 500_000) * 500_000).toBeCloseTo(2.99572, 4);
    expect(countUpperBound(0)).toBeCloseTo(2.99573, 4);
    expect(countUpperBound(1)).toBeCloseTo(4.74386, 4);
  });

  it('hold the share that was seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const found = Math.round(share * all);
        const { low, high } = recallInterval(found, all);
        const bound = shareUpperBound(found, all);
        expect(low).toBeLessThanOrEqual(found / all);
        expect(high).toBeGreaterThanOrEqual(found / all);
        expect(bound).toBeGreaterThanOrEqual(found / all);
        expect(bound).toBeLessThanOrEqual(high + 1e-9);
      }),
    );
  });
});
