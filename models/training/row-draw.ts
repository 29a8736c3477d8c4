/** Draws the rows that a tree is grown on: the ones that the trees before it are wrong about come more often. */
import type { Random } from './random';

/** What a row's curvature counts beside its slope, both squared. */
const curvatureWeight = 0.1;
/** The bound is close enough when it changes by less than this share. */
const tolerance = 1e-3;

/**
 * Minimal variance sampling (Ibragimov and Gusev 2019): a row's chance grows with the size of its derivatives, up to 1, and those
 * drawn count as many times as they stand for, so that sums over them are what they would be over all rows, on average.
 */
export class RowDraw {
  private readonly sizes: Float32Array;

  /** Draws `share` of `count` rows, 0..1, on average. */
  constructor(
    private readonly count: number,
    private readonly share: number,
    private readonly random: Random,
  ) {
    this.sizes = new Float32Array(count);
  }

  /** Writes the numbers of the rows drawn to `order`, divides their derivatives by the chance they had, and tells how many they are. */
  draw(slopes: Float32Array, curvatures: Float32Array, order: Uint32Array): number {
    const { count, sizes, random } = this;
    for (let row = 0; row < count; row++) {
      sizes[row] = Math.sqrt(slopes[row] * slopes[row] + curvatureWeight * curvatures[row] * curvatures[row]);
    }
    const bound = this.findBound();
    let drawn = 0;
    for (let row = 0; row < count; row++) {
      const chance = sizes[row] < bound ? sizes[row] / bound : 1;
      if (random.next() >= chance) continue;
      slopes[row] /= chance;
      curvatures[row] /= chance;
      order[drawn++] = row;
    }
    return drawn;
  }

  /** The size from which on a row is certain to be drawn. */
  private findBound(): number {
    const wanted = this.share * this.count;
    let bound = Infinity;
    let next = this.sizes.reduce((sum, size) => sum + size, 0) / wanted;
    // A certain row counts no more than one: each pass leaves more to the others, until the chances add up to what is wanted.
    while (next < bound * (1 - tolerance)) {
      bound = next;
      let below = 0;
      let certain = 0;
      for (const size of this.sizes) {
        if (size < bound) below += size;
        else certain++;
      }
      next = below / (wanted - certain);
    }
    return bound;
  }
}
