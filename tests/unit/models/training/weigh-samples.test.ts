import { expect, it } from 'vitest';
import { DataSet, type Origin } from '../../../../models/training/collect-samples';
import { shareFeatures } from '../../../../models/training/share-features';
import { weighSamples } from '../../../../models/training/weigh-samples';

/** Connections by origin, source, label and number of samples. */
const connections: readonly (readonly [Origin, string, 0 | 1, number])[] = [
  ['real', 'one', 1, 3],
  ['real', 'other', 0, 2],
  ['real', 'other', 0, 4],
  ['generated', 'generated:mqtt', 0, 3],
  ['generated', 'generated:stratum', 1, 3],
  ['generated', 'generated:stratum', 1, 1],
  ['disguised', 'disguised:stratum', 1, 2],
];

function makeDataSet(): DataSet {
  const dataSet = new DataSet();
  connections.forEach(([origin, source, label, samples], at) => {
    dataSet.connections.push({ origin, source, group: source, kind: source, label, seconds: 60 });
    for (let sample = 0; sample < samples; sample++) {
      dataSet.samples.push({ features: Float32Array.of(at, sample), label, connection: at, seconds: 60, messages: 9 });
    }
  });
  return dataSet;
}

it.each([0.05, 0.5])('gives mining %d of the weight, and every connection of a source as much as another', (share) => {
  const dataSet = makeDataSet();
  const { weights, y } = weighSamples(dataSet, () => true, share);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  expect(total).toBeCloseTo(dataSet.samples.length, 4);
  expect(weights.reduce((sum, weight, row) => sum + weight * y[row], 0) / total).toBeCloseTo(share, 6);
  const ofConnection = (at: number): number =>
    weights.reduce((sum, weight, row) => sum + (dataSet.samples[row].connection === at ? weight : 0), 0);
  expect(ofConnection(1)).toBeCloseTo(ofConnection(2), 5);
  expect(ofConnection(4)).toBeCloseTo(ofConnection(5), 5);
  // 0.3 of real connections against 0.56 and 0.14: what an origin lacks of a class goes to the others.
  expect(ofConnection(0) / total).toBeCloseTo(0.3 * share, 6);
  expect(ofConnection(3) / total).toBeCloseTo((0.56 / 0.86) * (1 - share), 6);
});

it('leaves out what does not pass', () => {
  const { samples, y } = weighSamples(makeDataSet(), (connection) => connection > 2);
  expect(Array.from(y)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1]);
  expect(Array.from(samples)).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17]);
});

it('numbers samples as the matrix of their features does, which threads share', () => {
  const dataSet = makeDataSet();
  const x = shareFeatures(dataSet, 2);
  expect(x.buffer).toBeInstanceOf(SharedArrayBuffer);
  const { samples } = weighSamples(dataSet, (connection) => connection > 2);
  expect(Array.from(samples.subarray(0, 2), (at) => Array.from(x.subarray(2 * at, 2 * at + 2)))).toEqual([
    [3, 0],
    [3, 1],
  ]);
  expect(dataSet.samples.map(({ features }) => Array.from(features))).toEqual(
    makeDataSet().samples.map(({ features }) => Array.from(features)),
  );
});
