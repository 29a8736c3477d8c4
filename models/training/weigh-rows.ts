/** Gives every class half the weight, every source its share, and every connection its share of its source. */
import type { DataSet } from './collect-samples';
import type { TrainingRows } from './train-mlp';

/** Real sources together weigh this much of each class, generated ones the rest. */
const realShare = 0.7;

/** Rows of the samples whose connection passes `isIncluded`; width 0 gives the weights alone. */
export function weighRows(dataSet: DataSet, width: number, isIncluded: (connection: number) => boolean): TrainingRows {
  const samples = dataSet.samples.filter((sample) => isIncluded(sample.connection));
  const perConnection = new Map<number, number>();
  for (const { connection } of samples) perConnection.set(connection, (perConnection.get(connection) ?? 0) + 1);
  // Larger sources weigh more, by the square root: a thousand alike connections are not a thousand proofs.
  const connectionsOf = new Map<string, number>();
  for (const connection of perConnection.keys()) {
    const key = groupOf(dataSet, connection);
    connectionsOf.set(key, (connectionsOf.get(key) ?? 0) + 1);
  }
  const weights = Float32Array.from(samples, ({ connection }) => {
    const size = connectionsOf.get(groupOf(dataSet, connection)) ?? 1;
    return 1 / Math.sqrt(size) / (perConnection.get(connection) ?? 1);
  });
  normalise(dataSet, samples, weights);
  const x = new Float32Array(samples.length * width);
  if (width > 0) samples.forEach((sample, row) => x.set(sample.features, row * width));
  return { width, x, y: Float32Array.from(samples, (sample) => sample.label), weights };
}

/** Scales the weights so that classes and origins have their shares and the mean is 1. */
function normalise(dataSet: DataSet, samples: DataSet['samples'], weights: Float32Array): void {
  const partOf = (at: number): string => `${samples[at].label}/${isReal(dataSet, samples[at].connection)}`;
  const totals = new Map<string, number>();
  weights.forEach((weight, at) => totals.set(partOf(at), (totals.get(partOf(at)) ?? 0) + weight));
  weights.forEach((weight, at) => {
    const hasBoth = totals.has(`${samples[at].label}/true`) && totals.has(`${samples[at].label}/false`);
    const share = hasBoth ? (isReal(dataSet, samples[at].connection) ? realShare : 1 - realShare) : 1;
    weights[at] = ((weight / (totals.get(partOf(at)) ?? 1)) * share * samples.length) / 2;
  });
}

/** Whether a connection was recorded, not generated. */
export function isReal(dataSet: DataSet, connection: number): boolean {
  return !dataSet.connections[connection].source.startsWith('generated:');
}

function groupOf(dataSet: DataSet, connection: number): string {
  const { source, label } = dataSet.connections[connection];
  return `${label}/${source}`;
}
