/** Gradient boosting of decision trees over binned columns (Friedman 2001; gain and leaves as in XGBoost, Chen and Guestrin 2016). */
import type { TreeEnsemble } from '../../main/inference/boosted-trees';
import { binCount, binRows, type BinnedRows } from './bin-rows';
import { createRandom, type Random } from './random';
import { RowDraw } from './row-draw';
import type { TrainingRows } from './train-mlp';

export interface TreeOptions {
  readonly trees: number;
  /** Questions from the root to a leaf. */
  readonly depth: number;
  readonly learningRate: number;
  /** Of the rows and of the columns, those that one tree is grown on, 0..1; which rows, see `RowDraw`. */
  readonly rowShare: number;
  readonly columnShare: number;
  /** Least sum of second derivatives on either side of a question. */
  readonly leastCurvature: number;
  readonly l2: number;
  readonly seed: number;
  readonly onTree?: (tree: number, loss: number) => void;
}

/**
 * Minimises the weighted cross-entropy: each tree is grown on the derivatives at what those before it say. The same seed gives the
 * same trees.
 */
export function trainTrees(rows: TrainingRows, options: TreeOptions): TreeEnsemble {
  const { y, weights } = rows;
  const { trees, depth, seed } = options;
  const binned = binRows(rows);
  const nodes = 1 << depth;
  const ensemble = {
    depth,
    features: new Uint8Array(trees * nodes),
    thresholds: new Float32Array(trees * nodes).fill(Infinity),
    leaves: new Float32Array(trees * nodes),
  };
  const random = createRandom(seed);
  const grower = new TreeGrower(binned, y.length, options, random);
  const logits = new Float32Array(y.length).fill(logOddsOf(rows));
  ensemble.leaves.fill(logits[0], 0, nodes);
  for (let tree = 0; tree < trees; tree++) {
    let loss = 0;
    for (let row = 0; row < y.length; row++) {
      const p = 1 / (1 + Math.exp(-logits[row]));
      grower.slopes[row] = weights[row] * (p - y[row]);
      grower.curvatures[row] = weights[row] * p * (1 - p);
      loss -= weights[row] * Math.log(Math.max(1e-12, y[row] === 1 ? p : 1 - p));
    }
    grower.grow();
    const from = tree * nodes;
    grower.questions.forEach(({ column, bin }, node) => {
      ensemble.features[from + node] = column;
      ensemble.thresholds[from + node] = binned.edges[column][bin];
    });
    grower.leaves.forEach((value, leaf) => (ensemble.leaves[from + leaf] += value));
    grower.addTo(logits);
    options.onTree?.(tree, loss / y.length);
  }
  return ensemble;
}

function logOddsOf({ y, weights }: TrainingRows): number {
  let mining = 0;
  let total = 0;
  y.forEach((label, row) => {
    mining += label * weights[row];
    total += weights[row];
  });
  return Math.log(mining / (total - mining));
}

/** Whether a row's bin in the column is greater than this one. */
interface Question {
  readonly column: number;
  readonly bin: number;
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

/** A question, and the sums over the rows on either side of it. */
interface Split extends Question {
  readonly below: Sums;
  readonly above: Sums;
}

/** Grows one tree after the other, level by level. */
class TreeGrower {
  /** Derivatives of the loss by each row's log-odds, set before each tree; growing it changes them. */
  readonly slopes: Float32Array;
  readonly curvatures: Float32Array;
  /** Of the tree grown last, by number of the node. */
  readonly questions = new Map<number, Question>();
  readonly leaves: Float32Array;
  private readonly order: Uint32Array;
  private readonly aside: Uint32Array;
  private readonly allColumns: Uint32Array;
  private columns: Uint32Array;
  private readonly rowDraw: RowDraw;
  /** Histograms that are free to be used again. */
  private readonly spare: Float64Array[] = [];

  constructor(
    private readonly rows: BinnedRows,
    private readonly count: number,
    private readonly options: TreeOptions,
    private readonly random: Random,
  ) {
    this.slopes = new Float32Array(count);
    this.curvatures = new Float32Array(count);
    this.leaves = new Float32Array(1 << options.depth);
    this.order = new Uint32Array(count);
    this.aside = new Uint32Array(count);
    this.allColumns = Uint32Array.from({ length: rows.width }, (_, at) => at);
    this.columns = this.allColumns.slice(0, Math.max(1, Math.round(rows.width * options.columnShare)));
    this.rowDraw = new RowDraw(count, options.rowShare, random);
  }

  grow(): void {
    const { depth } = this.options;
    this.questions.clear();
    this.leaves.fill(0);
    let level = new Map([[1, this.drawRoot()]]);
    for (let left = depth; left > 0; left--) {
      const next = new Map<number, Node>();
      for (const [number, node] of level) {
        const split = this.findSplit(node);
        if (split === null) this.setLeaf(number << left, node);
        else {
          this.questions.set(number, { column: split.column, bin: split.bin });
          if (left > 1) {
            const [below, above] = this.divide(node, split);
            next.set(2 * number, below).set(2 * number + 1, above);
            continue;
          }
          this.setLeaf(2 * number, split.below);
          this.setLeaf(2 * number + 1, split.above);
        }
        this.spare.push(node.histogram);
      }
      level = next;
    }
  }

  /** Adds what the tree says of every row. */
  addTo(logits: Float32Array): void {
    const { bins, width } = this.rows;
    const columns = new Uint8Array(this.leaves.length);
    const bounds = new Uint8Array(this.leaves.length).fill(binCount - 1);
    this.questions.forEach(({ column, bin }, node) => {
      columns[node] = column;
      bounds[node] = bin;
    });
    for (let row = 0; row < this.count; row++) {
      let node = 1;
      while (node < columns.length) node = 2 * node + ((bounds[node] - bins[row * width + columns[node]]) >>> 31);
      logits[row] += this.leaves[node - columns.length];
    }
  }

  private drawRoot(): Node {
    const { order, random } = this;
    random.shuffle(this.allColumns);
    this.columns = this.allColumns.slice(0, this.columns.length).sort();
    const to = this.rowDraw.draw(this.slopes, this.curvatures, order);
    let slope = 0;
    let curvature = 0;
    for (let at = 0; at < to; at++) {
      slope += this.slopes[order[at]];
      curvature += this.curvatures[order[at]];
    }
    const histogram = this.takeHistogram();
    this.fillHistogram(histogram, 0, to);
    return { from: 0, to, slope, curvature, histogram };
  }

  private takeHistogram(): Float64Array {
    return this.spare.pop() ?? new Float64Array(this.columns.length * binCount * 2);
  }

  private fillHistogram(histogram: Float64Array, from: number, to: number): void {
    const { columns, order, slopes, curvatures } = this;
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
    const { leastCurvature } = this.options;
    const whole = this.gainOf(slope, curvature);
    let best: Split | null = null;
    let bestGain = 1e-6;
    this.columns.forEach((column, chosen) => {
      let below = 0;
      let curvatureBelow = 0;
      for (let bin = 0; bin < this.rows.edges[column].length; bin++) {
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
    return (slope * slope) / (curvature + this.options.l2);
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

  /** `number` of the leaf counts on from those of the nodes. */
  private setLeaf(number: number, { slope, curvature }: Sums): void {
    this.leaves[number - this.leaves.length] = (-this.options.learningRate * slope) / (curvature + this.options.l2);
  }
}
