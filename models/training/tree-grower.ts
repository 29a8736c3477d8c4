/** Grows decision trees on the derivatives of a loss. */
import { binCount } from './bin-rows';
import type { BinnedTrees } from './binned-trees';
import type { Random } from './random';
import { derivativesOf, type Derivatives, type TreeRows } from './tree-rows';

export interface TreeShape {
  /** Questions from the root to a leaf. */
  readonly depth: number;
  readonly learningRate: number;
  /** Of the columns, those that one tree is grown on, 0..1. */
  readonly columnShare: number;
  /** Least sum of second derivatives on either side of a question. */
  readonly leastCurvature: number;
  readonly l2: number;
}

/** Of the derivatives, over some rows. */
interface Sums {
  readonly slope: number;
  readonly curvature: number;
}

/** Rows of a node: `order[from]` up to `order[to]`, and the sums over them. */
interface Node extends Sums {
  readonly from: number;
  readonly to: number;
  /** For each chosen column and bin the sums over the rows in it. */
  readonly histogram: Float64Array;
}

/** Whether a row's bin in the column is greater than this one, and the sums over the rows on either side. */
interface Split {
  readonly column: number;
  readonly bin: number;
  readonly below: Sums;
  readonly above: Sums;
}

/** Grows one tree, level by level. */
export class TreeGrower {
  private readonly derivatives: Derivatives;
  /** The rows, such that those of a node are neighbours. */
  private readonly order: Uint32Array;
  private readonly aside: Uint32Array;
  private readonly columns: Uint32Array;
  /** Histograms that are free to be used again. */
  private readonly spare: Float64Array[] = [];

  /** `edges`: of each column, those between its bins. */
  constructor(
    private readonly rows: TreeRows,
    private readonly edges: readonly Float32Array[],
    private readonly shape: TreeShape,
    random: Random,
  ) {
    this.derivatives = derivativesOf(rows);
    this.order = Uint32Array.from(rows.y, (_, row) => row);
    this.aside = new Uint32Array(rows.y.length);
    const columns = Uint32Array.from(edges, (_, column) => column);
    random.shuffle(columns);
    this.columns = columns.slice(0, Math.max(1, Math.round(columns.length * shape.columnShare))).sort();
  }

  /** Becomes this one of the trees. */
  grow(trees: BinnedTrees, tree: number): void {
    let level = new Map([[1, this.makeRoot()]]);
    for (let left = this.shape.depth; left > 0; left--) {
      const next = new Map<number, Node>();
      for (const [number, node] of level) {
        const split = this.findSplit(node);
        if (split === null) trees.setLeaf(tree, number << left, this.leafOf(node));
        else {
          trees.setQuestion(tree, number, split.column, split.bin);
          if (left > 1) {
            const [below, above] = this.divide(node, split);
            next.set(2 * number, below).set(2 * number + 1, above);
            continue;
          }
          trees.setLeaf(tree, 2 * number, this.leafOf(split.below));
          trees.setLeaf(tree, 2 * number + 1, this.leafOf(split.above));
        }
        this.spare.push(node.histogram);
      }
      level = next;
    }
  }

  private makeRoot(): Node {
    const { slopes, curvatures } = this.derivatives;
    const sumOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);
    const to = this.order.length;
    const histogram = this.takeHistogram();
    this.fillHistogram(histogram, 0, to);
    return { from: 0, to, slope: sumOf(slopes), curvature: sumOf(curvatures), histogram };
  }

  private takeHistogram(): Float64Array {
    return this.spare.pop() ?? new Float64Array(this.columns.length * binCount * 2);
  }

  private fillHistogram(histogram: Float64Array, from: number, to: number): void {
    const { columns, order } = this;
    const { slopes, curvatures } = this.derivatives;
    const { bins, width } = this.rows;
    histogram.fill(0);
    for (let at = from; at < to; at++) {
      const row = order[at];
      const slope = slopes[row];
      const curvature = curvatures[row];
      const begin = row * width;
      for (let chosen = 0; chosen < columns.length; chosen++) {
        const cell = (chosen * binCount + bins[begin + columns[chosen]]) * 2;
        histogram[cell] += slope;
        histogram[cell + 1] += curvature;
      }
    }
  }

  /** The question that lowers the loss most; null if none does. */
  private findSplit({ histogram, slope, curvature }: Node): Split | null {
    const { leastCurvature } = this.shape;
    const whole = this.gainOf(slope, curvature);
    let best: Split | null = null;
    let bestGain = 1e-6;
    this.columns.forEach((column, chosen) => {
      let below = 0;
      let curvatureBelow = 0;
      for (let bin = 0; bin < this.edges[column].length; bin++) {
        const cell = (chosen * binCount + bin) * 2;
        below += histogram[cell];
        curvatureBelow += histogram[cell + 1];
        if (curvatureBelow < leastCurvature) continue;
        if (curvature - curvatureBelow < leastCurvature) break;
        const gain =
          this.gainOf(below, curvatureBelow) + this.gainOf(slope - below, curvature - curvatureBelow) - whole;
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = {
          column,
          bin,
          below: { slope: below, curvature: curvatureBelow },
          above: { slope: slope - below, curvature: curvature - curvatureBelow },
        };
      }
    });
    return best;
  }

  private gainOf(slope: number, curvature: number): number {
    return (slope * slope) / (curvature + this.shape.l2);
  }

  /** The rows on either side of the question. The smaller part is counted; the rest of the whole is the other one's. */
  private divide(node: Node, split: Split): readonly [below: Node, above: Node] {
    const { order, aside } = this;
    const { bins, width } = this.rows;
    let middle = node.from;
    let above = 0;
    for (let at = node.from; at < node.to; at++) {
      const row = order[at];
      if (bins[row * width + split.column] > split.bin) aside[above++] = row;
      else order[middle++] = row;
    }
    order.set(aside.subarray(0, above), middle);
    const isBelowSmaller = middle - node.from < node.to - middle;
    const smaller = this.takeHistogram();
    this.fillHistogram(smaller, isBelowSmaller ? node.from : middle, isBelowSmaller ? middle : node.to);
    const larger = node.histogram;
    for (let cell = 0; cell < larger.length; cell++) larger[cell] -= smaller[cell];
    return [
      { ...split.below, from: node.from, to: middle, histogram: isBelowSmaller ? smaller : larger },
      { ...split.above, from: middle, to: node.to, histogram: isBelowSmaller ? larger : smaller },
    ];
  }

  private leafOf({ slope, curvature }: Sums): number {
    return (-this.shape.learningRate * slope) / (curvature + this.shape.l2);
  }
}
