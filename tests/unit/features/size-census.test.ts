import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SizeCensus } from '../../../main/features/size-census';
import { largestSize, SizeColumn } from '../../../main/features/size-column';

function columnOf(sizes: readonly number[]): SizeColumn {
  const column = new SizeColumn();
  column.values.set(sizes);
  column.count = sizes.length;
  return column;
}

/** Sizes in steps of 4 bytes, large ones in steps of their logarithm. */
function countKinds(sizes: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const size of sizes) {
    const kind = size < 8192 ? Math.floor((size + 2) / 4) : 1e6 + Math.floor(Math.log((size + 1) / 8193) * 64);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

describe('SizeCensus', () => {
  it('counts what a list of counts does, census after census', () => {
    const census = new SizeCensus();
    const size = fc.oneof(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 8000, max: 9000 }),
      fc.integer({ min: 1, max: largestSize }),
    );
    fc.assert(
      fc.property(fc.array(size, { maxLength: 100 }), (sizes) => {
        census.measure(columnOf(sizes));
        const kinds = countKinds(sizes);
        const logs = sizes.map((each) => Math.log1p(each));
        expect(census.distinct).toBe(kinds.size);
        expect(census.commonestCount).toBe(Math.max(0, ...kinds.values()));
        expect(census.bytes).toBe(sizes.reduce((sum, each) => sum + each, 0));
        expect(census.logs.mean()).toBeCloseTo(logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length), 9);
        expect(census.logs.largest).toBeCloseTo(Math.max(0, ...logs), 12);
        expect(census.smallestLog).toBeCloseTo(sizes.length === 0 ? 0 : Math.min(...logs), 12);
      }),
    );
  });
});
