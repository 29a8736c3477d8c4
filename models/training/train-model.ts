/** Trains what a model consists of: a multilayer perceptron and, for the flow model, decision trees beside it. */
import type * as TensorFlow from '@tensorflow/tfjs';
import type { TreeEnsemble } from '../../main/inference/boosted-trees';
import type { DenseLayer } from '../../main/inference/forward/forward-pass';
import { trainMlp, type TrainingOptions, type TrainingRows } from './train-mlp';
import { trainTrees, type TreeOptions } from './train-trees';

export interface ModelOptions {
  readonly network: Omit<TrainingOptions, 'onEpoch'>;
  /** Null for a model without trees. */
  readonly trees: Omit<TreeOptions, 'onTrees'> | null;
}

/** The log-odds of a model are the network's output and, where there are trees, their leaves, all added up. */
export interface TrainedModel {
  readonly layers: readonly DenseLayer[];
  readonly trees: TreeEnsemble | null;
}

/** Share of the trees in the log-odds. They tell apart more, the network is steadier on what neither has seen. */
const treeShare = 2 / 3;
/** Trees between two messages about how far it is. */
const treesPerMessage = 20;

/** `onProgress` is told in words how far it is. The same seeds give the same model on one machine. */
export async function trainModel(
  tf: typeof TensorFlow,
  rows: TrainingRows,
  { network, trees }: ModelOptions,
  onProgress: (text: string) => void,
): Promise<TrainedModel> {
  const layers = await trainMlp(tf, rows, {
    ...network,
    onEpoch: (epoch, loss) => onProgress(`epoch ${epoch + 1} of ${network.epochs}, loss ${loss.toFixed(5)}`),
  });
  if (trees === null) return { layers, trees };
  const ensemble = trainTrees(rows, {
    ...trees,
    onTrees: (grown, lossOf) => {
      if (grown % treesPerMessage === 0) onProgress(`tree ${grown} of ${trees.trees}, loss ${lossOf().toFixed(5)}`);
    },
  });
  const last = layers[layers.length - 1];
  return {
    layers: [
      ...layers.slice(0, -1),
      { ...last, kernel: scaled(last.kernel, 1 - treeShare), bias: scaled(last.bias, 1 - treeShare) },
    ],
    trees: { ...ensemble, leaves: scaled(ensemble.leaves, treeShare) },
  };
}

function scaled(values: Float32Array, by: number): Float32Array {
  return values.map((value) => value * by);
}
