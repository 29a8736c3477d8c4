/** Gives every class, every source of a class, and every connection of a source its share of the weight. */
import type { DataSet, Origin } from './collect-samples';

/** Samples by their number, each with its class and weight. */
export interface WeighedSamples {
  readonly samples: Uint32Array;
  /** 1 mining, 0 not. */
  readonly y: Float32Array;
  /** 1 on average. */
  readonly weights: Float32Array;
}

/** What each origin weighs of a class; one that is absent leaves its share to the others. */
const originShares: Readonly<Record<Origin, number>> = { real: 0.3, generated: 0.56, disguised: 0.14 };

/**
 * The samples whose connection passes `isIncluded`. Mining weighs `miningShare` of all, 0..1: the less, the more the training cares for
 * what is taken for mining and is not.
 */
export function weighSamples(
  dataSet: DataSet,
  isIncluded: (connection: number) => boolean,
  miningShare = 0.5,
): WeighedSamples {
  const numbers = Uint32Array.from(dataSet.samples, (_, at) => at);
  const samples = numbers.filter((at) => isIncluded(dataSet.samples[at].connection));
  const perConnection = new Map<number, number>();
  for (const at of samples) {
    const { connection } = dataSet.samples[at];
    perConnection.set(connection, (perConnection.get(connection) ?? 0) + 1);
  }
  // Larger sources weigh more, by the square root: a thousand alike connections are not a thousand proofs.
  const connectionsOf = new Map<string, number>();
  for (const connection of perConnection.keys()) {
    const key = groupOf(dataSet, connection);
    connectionsOf.set(key, (connectionsOf.get(key) ?? 0) + 1);
  }
  const weights = Float32Array.from(samples, (at) => {
    const { connection } = dataSet.samples[at];
    const size = connectionsOf.get(groupOf(dataSet, connection)) ?? 1;
    return 1 / Math.sqrt(size) / (perConnection.get(connection) ?? 1);
  });
  normalise(dataSet, samples, weights, miningShare);
  return { samples, y: Float32Array.from(samples, (at) => dataSet.samples[at].label), weights };
}

/** Scales the weights so that classes and origins have their shares and the mean is 1. */
function normalise(dataSet: DataSet, samples: Uint32Array, weights: Float32Array, miningShare: number): void {
  const originOf = (at: number): Origin => dataSet.connections[dataSet.samples[samples[at]].connection].origin;
  const totals = new Map<string, number>();
  weights.forEach((weight, at) => {
    const part = `${dataSet.samples[samples[at]].label}/${originOf(at)}`;
    totals.set(part, (totals.get(part) ?? 0) + weight);
  });
  const origins = Object.keys(originShares) as Origin[];
  weights.forEach((weight, at) => {
    const { label } = dataSet.samples[samples[at]];
    const present = origins.filter((origin) => totals.has(`${label}/${origin}`));
    const share = originShares[originOf(at)] / present.reduce((sum, origin) => sum + originShares[origin], 0);
    const classShare = label === 1 ? miningShare : 1 - miningShare;
    weights[at] = (weight / (totals.get(`${label}/${originOf(at)}`) ?? 1)) * share * classShare * samples.length;
  });
}

function groupOf(dataSet: DataSet, connection: number): string {
  const { source, label } = dataSet.connections[connection];
  return `${label}/${source}`;
}
