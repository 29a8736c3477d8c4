/** Gradient boosting of decision trees over binned columns (Friedman 2001; gain and leaves as in XGBoost, Chen and Guestrin 2016). */
import { treesAtOnce, type TreeEnsemble } from '../../main/inference/boosted-trees';
import { binRows } from './bin-rows';
import { BinnedTrees } from './binned-trees';
import { createRandom } from './random';
import { drawRows } from './row-draw';
import type { TrainingRows } from './train-mlp';
import { TreeGrower, type TreeShape } from './tree-grower';
import { derivativesOf, lossOf, pickRows, type TreeRows } from './tree-rows';

export interface TreeOptions extends TreeShape {
  /** A multiple of `treesAtOnce`. */
  readonly trees: number;
  /** Of the rows, those that trees are grown on, 0..1; which, see `drawRows`. */
  readonly rowShare: number;
  readonly seed: number;
  readonly onTrees?: (trees: number, loss: () => number) => void;
}

/**
 * Minimises the weighted cross-entropy: each tree is grown on the derivatives at what those before it say. The rows are drawn anew
 * for every few trees. The same seed gives the same trees.
 */
export function trainTrees(rows: TrainingRows, options: TreeOptions): TreeEnsemble {
  const { y, weights, width } = rows;
  const { trees, depth, rowShare, seed, onTrees } = options;
  const { bins, edges } = binRows(rows);
  const start = logOddsOf(rows);
  const all: TreeRows = { width, bins, y, weights, logits: new Float32Array(y.length).fill(start) };
  const random = createRandom(seed);
  const grown = new BinnedTrees(trees, depth);
  for (let first = 0; first < trees; first += treesAtOnce) {
    const some = pickRows(all, drawRows(derivativesOf(all), rowShare, random));
    for (let tree = first; tree < first + treesAtOnce; tree++) {
      new TreeGrower(some, edges, options, random).grow(grown, tree);
      grown.addTo(some, tree, tree + 1);
    }
    grown.addTo(all, first, first + treesAtOnce);
    onTrees?.(first + treesAtOnce, () => lossOf(all));
  }
  return grown.toEnsemble(edges, start);
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
