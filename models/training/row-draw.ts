/** Draws the rows that trees are grown on: the ones that the trees before them are wrong about come more often. */
import type { Derivatives } from './tree-rows';
import type { Random } from './random';

/** What a row's curvature counts beside its slope, both squared. */
const curvatureWeight = 0.1;
/** The bound is close enough when it changes by less than this share. */
const tolerance = 1e-3;

/** Some rows, and for how many each of them stands. */
export interface DrawnRows {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** At least 1. */
  readonly multiples: Float32Array;
}

/**
 * Minimal variance sampling (Ibragimov and Gusev 2019): a row's chance grows with the size of its derivatives, up to 1, and those
 * drawn count as many times as they stand for, so that sums over them are what they would be over all rows, on average. Draws
 * `share` of the rows, 0..1, on average.
 */
export function drawRows({ slopes, curvatures }: Derivatives, share: number, random: Random): DrawnRows {
  const count = slopes.length;
  const sizes = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    sizes[row] = Math.sqrt(slopes[row] * slopes[row] + curvatureWeight * curvatures[row] * curvatures[row]);
  }
  const bound = findBound(sizes, share * count);
  const rows = new Uint32Array(count);
  const multiples = new Float32Array(count);
  let drawn = 0;
  for (let row = 0; row < count; row++) {
    const chance = sizes[row] < bound ? sizes[row] / bound : 1;
    if (random.next() >= chance) continue;
    rows[drawn] = row;
    multiples[drawn++] = 1 / chance;
  }
  return { rows: rows.slice(0, drawn), multiples: multiples.slice(0, drawn) };
}

/** The size from which on a row is certain to be drawn, so that `wanted` are. */
function findBound(sizes: Float32Array, wanted: number): number {
  let bound = Infinity;
  let next = sizes.reduce((sum, size) => sum + size, 0) / wanted;
  // A certain row counts no more than one: each pass leaves more to the others, until the chances add up to what is wanted.
  while (next < bound * (1 - tolerance)) {
    bound = next;
    let below = 0;
    let certain = 0;
    for (const size of sizes) {
      if (size < bound) below += size;
      else certain++;
    }
    next = below / (wanted - certain);
  }
  return bound;
}
