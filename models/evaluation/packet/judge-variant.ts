/** Opinions on packets that a model was not trained on. */
import type * as TensorFlow from '@tensorflow/tfjs';
import { packetFeatureCount } from '../../../main/features/packet-features';
import { Mlp } from '../../../main/inference/mlp';
import { trainMlp } from '../../training/train-mlp';
import type { PacketRow } from './packet-rows';
import type { Variant } from './packet-variants';

/** Seven layers with input and output, as in the study. */
const hidden = [32, 32, 24, 16, 8];

export interface AblationOptions {
  readonly seed: number;
  readonly epochs: number;
}

/** Trains one model for each fold on the other folds; the classes weigh the same. Returns the held-out logit of each row. */
export async function judgeVariant(
  tf: typeof TensorFlow,
  rows: readonly PacketRow[],
  folds: Uint8Array,
  variant: Variant,
  { seed, epochs }: AblationOptions,
): Promise<Float64Array> {
  const inputs = rows.map(({ features }) => withoutInputs(features, variant));
  const x = new Float32Array(rows.length * packetFeatureCount);
  inputs.forEach((features, at) => x.set(features, at * packetFeatureCount));
  const logits = new Float64Array(rows.length).fill(Number.NaN);
  for (const fold of new Set(folds)) {
    const included = rows.flatMap((_, at) => (folds[at] === fold ? [] : [at]));
    const mining = included.filter((at) => rows[at].label === 1).length;
    const others = included.length - mining;
    if (mining === 0 || others === 0) continue;
    const layers = await trainMlp(
      tf,
      {
        width: packetFeatureCount,
        x,
        rows: Uint32Array.from(included),
        y: Float32Array.from(included, (at) => rows[at].label),
        weights: Float32Array.from(included, (at) => included.length / 2 / (rows[at].label === 1 ? mining : others)),
      },
      { hidden, epochs, batchSize: 512, learningRate: 0.006, l2: 1e-6, noise: 0.01, seed },
    );
    const model = new Mlp(layers);
    rows.forEach((_, at) => {
      if (folds[at] === fold) logits[at] = model.logit(inputs[at]);
    });
  }
  return logits;
}

/**
 * The same with no model at all: the log-odds of each value of one input, counted on the other folds (one added to each count).
 */
export function judgeByValue(rows: readonly PacketRow[], folds: Uint8Array, column: number): Float64Array {
  const logits = new Float64Array(rows.length);
  for (const fold of new Set(folds)) {
    const counts = new Map<number, [others: number, mining: number]>();
    const totals: [number, number] = [0, 0];
    rows.forEach(({ features, label }, at) => {
      if (folds[at] === fold) return;
      const count = counts.get(features[column]) ?? [0, 0];
      count[label]++;
      totals[label]++;
      counts.set(features[column], count);
    });
    rows.forEach(({ features }, at) => {
      if (folds[at] !== fold) return;
      const [others, mining] = counts.get(features[column]) ?? [0, 0];
      logits[at] = Math.log((mining + 1) / (totals[1] + 1)) - Math.log((others + 1) / (totals[0] + 1));
    });
  }
  return logits;
}

function withoutInputs(features: Float32Array, { without }: Variant): Float32Array {
  const left = features.slice();
  for (const at of without) left[at] = 0;
  return left;
}
