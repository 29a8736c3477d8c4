import { expect, it } from 'vitest';
import { loadTfjs } from '../../../../main/engine/load-tfjs';
import { trainApart } from '../../../../models/training/train-apart';
import { trainModel } from '../../../../models/training/train-model';
import { exclusiveOr, treeOptions as trees } from './exclusive-or';

const network = { hidden: [12, 8], epochs: 3, batchSize: 64, learningRate: 0.02, l2: 1e-6, noise: 0, seed: 5 };
it('learns the same in a thread of its own, and tells how far it is', { timeout: 60_000 }, async () => {
  const { tf } = await loadTfjs();
  const told: string[] = [];
  const apart = await trainApart(exclusiveOr(256), { network, trees }, (text) => told.push(text));
  expect(apart).toEqual(await trainModel(tf, exclusiveOr(256), { network, trees }, () => {}));
  expect(told.map((text) => text.replace(/, loss 0\.\d+$/, ''))).toEqual([
    'epoch 1 of 3',
    'epoch 2 of 3',
    'epoch 3 of 3',
    'tree 20 of 40',
    'tree 40 of 40',
  ]);
});

it('says so when the thread fails', { timeout: 60_000 }, async () => {
  const failing = { network: { ...network, hidden: [Number.NaN] }, trees: null };
  await expect(trainApart(exclusiveOr(64), failing)).rejects.toThrow();
});
