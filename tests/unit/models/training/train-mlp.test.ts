import { expect, it } from 'vitest';
import { loadTfjs } from '../../../../main/engine/load-tfjs';
import { Mlp } from '../../../../main/inference/mlp';
import { createRandom } from '../../../../models/training/random';
import { trainApart } from '../../../../models/training/train-apart';
import { trainMlp, type TrainingRows } from '../../../../models/training/train-mlp';

/** Rows of two numbers that are 1 where exactly one of them is positive: no line separates them. */
function exclusiveOr(count: number): TrainingRows {
  const random = createRandom(3);
  const x = Float32Array.from({ length: count * 2 }, () => random.normal());
  const y = Float32Array.from({ length: count }, (_, row) => (x[row * 2] > 0 !== x[row * 2 + 1] > 0 ? 1 : 0));
  return { width: 2, x, y, weights: new Float32Array(count).fill(1) };
}

const options = { hidden: [12, 8], epochs: 30, batchSize: 64, learningRate: 0.02, l2: 1e-6, noise: 0, seed: 5 };

it('learns what no line separates, and the same from the same seed', { timeout: 60_000 }, async () => {
  const { tf } = await loadTfjs();
  const rows = exclusiveOr(512);
  const layers = await trainMlp(tf, rows, options);
  const model = new Mlp(layers);
  const right = rows.y.filter((label, row) => model.logit(rows.x.slice(row * 2, row * 2 + 2)) > 0 === (label === 1));
  expect(right.length / rows.y.length).toBeGreaterThan(0.95);
  expect(await trainMlp(tf, rows, options)).toEqual(layers);
});

it('learns the same in a thread of its own, and tells how far it is', { timeout: 60_000 }, async () => {
  const { tf } = await loadTfjs();
  const few = { ...options, epochs: 3 };
  const losses: number[] = [];
  const apart = await trainApart(exclusiveOr(256), { ...few, onEpoch: (epoch, loss) => (losses[epoch] = loss) });
  expect(apart).toEqual(await trainMlp(tf, exclusiveOr(256), few));
  expect(losses).toHaveLength(3);
});

it('says so when the thread fails', { timeout: 60_000 }, async () => {
  const rows = exclusiveOr(64);
  await expect(trainApart(rows, { ...options, hidden: [Number.NaN] })).rejects.toThrow();
});
