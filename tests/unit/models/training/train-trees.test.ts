import { expect, it } from 'vitest';
import { BoostedTrees, treesAtOnce } from '../../../../main/inference/boosted-trees';
import { trainTrees } from '../../../../models/training/train-trees';
import { exclusiveOr, treeOptions as options } from './exclusive-or';

it('learns what no line separates, and the same from the same seed', () => {
  const rows = exclusiveOr(1024);
  const trees = trainTrees(rows, options);
  const model = new BoostedTrees(trees, 2);
  const fresh = exclusiveOr(4096);
  const right = fresh.y.filter((label, row) => model.logit(fresh.x.slice(row * 2, row * 2 + 2)) > 0 === (label === 1));
  expect(right.length / fresh.y.length).toBeGreaterThan(0.95);
  expect(trainTrees(rows, options)).toEqual(trees);
});

it('says what it learnt of each row: the loss falls with the trees', () => {
  const losses: number[] = [];
  trainTrees(exclusiveOr(512), { ...options, rowShare: 1, onTrees: (_, lossOf) => losses.push(lossOf()) });
  expect(losses).toHaveLength(options.trees / treesAtOnce);
  losses.slice(1).forEach((loss, at) => expect(loss).toBeLessThanOrEqual(losses[at]));
});

it('leaves alone what cannot be divided', () => {
  const rows = {
    width: 1,
    x: new Float32Array(40),
    rows: Uint32Array.from({ length: 40 }, (_, row) => row),
    y: Float32Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 1 : 0)),
    weights: new Float32Array(40).fill(1),
  };
  const trees = trainTrees(rows, { ...options, trees: 4, rowShare: 1 });
  expect(new BoostedTrees(trees, 1).logit(Float32Array.of(7))).toBeCloseTo(Math.log(1 / 3), 2);
});
