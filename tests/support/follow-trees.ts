import type { TreeEnsemble } from '../../main/inference/boosted-trees';

/** What trees say of an input, as their definition has it: one tree after the other, with branches. */
export function followTrees({ depth, features, thresholds, leaves }: TreeEnsemble, input: Float32Array): number {
  const nodes = 1 << depth;
  let sum = 0;
  for (let tree = 0; tree < leaves.length; tree += nodes) {
    let node = 1;
    while (node < nodes) node = 2 * node + (input[features[tree + node]] > thresholds[tree + node] ? 1 : 0);
    sum += leaves[tree + node - nodes];
  }
  return sum;
}
