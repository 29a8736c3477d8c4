import { createRandom } from '../../../../models/training/random';
import type { TrainingRows } from '../../../../models/training/train-mlp';

/** Rows of two numbers that are 1 where exactly one of them is positive: no line separates them. */
export function exclusiveOr(count: number): TrainingRows {
  const random = createRandom(3);
  const x = Float32Array.from({ length: count * 2 }, () => random.normal());
  const y = Float32Array.from({ length: count }, (_, row) => (x[row * 2] > 0 !== x[row * 2 + 1] > 0 ? 1 : 0));
  return { width: 2, x, rows: Uint32Array.from(y, (_, row) => row), y, weights: new Float32Array(count).fill(1) };
}

/** Shallow trees that learn it. */
export const treeOptions = {
  trees: 40,
  depth: 3,
  learningRate: 0.3,
  rowShare: 0.7,
  columnShare: 1,
  leastCurvature: 0.5,
  l2: 1,
  seed: 5,
};
