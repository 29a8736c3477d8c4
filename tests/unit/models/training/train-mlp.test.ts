import { expect, it } from 'vitest';
import { loadTfjs } from '../../../../main/engine/load-tfjs';
import { Mlp } from '../../../../main/inference/mlp';
import { trainMlp } from '../../../../models/training/train-mlp';
import { exclusiveOr } from './exclusive-or';

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
