import { expect, it } from 'vitest';
import { addTrainingSets } from '../../../models/training/add-training-sets';
import { DataSet } from '../../../models/training/collect-samples';
import { generateSamples } from '../../../models/training/load-data';
import { trafficOf, trainingSets } from '../../../models/training/training-sets';

const patienceMs = 120_000;

it(
  'makes the same training sets in processes of their own as one after the other',
  async () => {
    const sets = trainingSets(3, { mixed: 250, disguised: 0, everyday: 60, unknown: 40 });
    expect(sets.map(({ name, seed }) => [name, seed])).toEqual([
      ['mixed', 3],
      ['everyday', 5],
      ['unknown', 6],
    ]);
    const apart = new DataSet();
    const made: number[] = [];
    await addTrainingSets(sets, 'flow', apart, (connections) => made.push(connections));
    const inTurn = new DataSet();
    for (const set of sets) for await (const piece of generateSamples(trafficOf(set), 'flow')) inTurn.append(piece);
    expect(apart.connections).toEqual(inTurn.connections);
    expect(apart.samples).toEqual(inTurn.samples);
    expect(made.at(-1)).toBe(apart.connections.length);
  },
  patienceMs,
);
