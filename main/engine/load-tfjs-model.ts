/** Runs the network of a shipped model with TensorFlow.js instead of our own forward pass, to check one against the other. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ensemble } from '../inference/ensemble';
import type { LoadedModel } from '../inference/predictor';
import { findResource } from '../find-resource';
import { loadModel } from './load-model';
import { loadTfjs } from './load-tfjs';

interface LayersJson {
  modelTopology: { config: { layers: { config: { activation?: string } }[] } };
  weightsManifest: { weights: { name: string; shape: number[]; dtype: 'float32' }[] }[];
}

/** Like `loadModel`, predicted by TensorFlow.js on the best backend that loads. Throws when none does. */
export async function loadTfjsModel(kind: 'flow' | 'packet'): Promise<LoadedModel> {
  const model = loadModel(kind);
  const { tf } = await loadTfjs();
  const folder = dirname(findResource(`models/${kind}/model.json`));
  const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as LayersJson;
  // The log-odds are what the sigmoid is applied to: asked for directly, they keep their precision at both ends.
  const last = json.modelTopology.config.layers.at(-1);
  if (last) last.config.activation = 'linear';
  const weights = readFileSync(join(folder, 'weights.bin'));
  const layers = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: new Uint8Array(weights).buffer,
    }),
  );
  const { inputs } = model.predictor;
  const logit = (input: Float32Array): number =>
    tf.tidy(() => {
      const output = layers.predict(tf.tensor2d(input, [1, inputs]));
      return (Array.isArray(output) ? output[0] : output).dataSync()[0];
    });
  const network = { inputs, logit };
  const { predictor } = model;
  return { ...model, predictor: predictor instanceof Ensemble ? predictor.withNetwork(network) : network };
}
