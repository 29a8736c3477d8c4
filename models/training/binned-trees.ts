/** Decision trees that ask about bins. */
import type { TreeEnsemble } from '../../main/inference/boosted-trees';
import { binCount } from './bin-rows';
import type { TreeRows } from './tree-rows';

/** Complete trees, laid out as in `TreeEnsemble`; a node that asks nothing goes on to 2n. */
export class BinnedTrees {
  private readonly columns: Uint8Array;
  private readonly bounds: Uint8Array;
  private readonly leaves: Float32Array;
  private readonly nodes: number;

  constructor(
    trees: number,
    private readonly depth: number,
  ) {
    this.nodes = 1 << depth;
    this.columns = new Uint8Array(trees * this.nodes);
    this.bounds = new Uint8Array(trees * this.nodes).fill(binCount - 1);
    this.leaves = new Float32Array(trees * this.nodes);
  }

  /** A row whose bin in the column is greater than this one goes on to 2n + 1. */
  setQuestion(tree: number, node: number, column: number, bin: number): void {
    this.columns[tree * this.nodes + node] = column;
    this.bounds[tree * this.nodes + node] = bin;
  }

  /** `leaf` counts on from the nodes: where their questions lead to. */
  setLeaf(tree: number, leaf: number, value: number): void {
    this.leaves[tree * this.nodes + leaf - this.nodes] = value;
  }

  /** Adds to the log-odds of every row what the trees `from` up to `to` say of it. */
  addTo({ width, bins, logits }: TreeRows, from: number, to: number): void {
    const { columns, bounds, leaves, nodes } = this;
    const end = to * nodes;
    for (let row = 0, begin = 0; row < logits.length; row++, begin += width) {
      let sum = 0;
      for (let tree = from * nodes; tree < end; tree += nodes) {
        let node = 1;
        while (node < nodes) node = 2 * node + ((bounds[tree + node] - bins[begin + columns[tree + node]]) >>> 31);
        sum += leaves[tree + node - nodes];
      }
      logits[row] += sum;
    }
  }

  /** The same trees asking about values; `start` is added to what they say. */
  toEnsemble(edges: readonly Float32Array[], start: number): TreeEnsemble {
    const { columns, bounds, depth, nodes } = this;
    const leaves = this.leaves.slice();
    for (let leaf = 0; leaf < nodes; leaf++) leaves[leaf] += start;
    const thresholds = Float32Array.from(bounds, (bin, node) => edges[columns[node]][bin] ?? Infinity);
    return { depth, features: columns.slice(), thresholds, leaves };
  }
}
