/** Saves layers in the TensorFlow.js layers format. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as TensorFlow from '@tensorflow/tfjs';
import type { DenseLayer } from '../../main/inference/forward/forward-pass';

/** Writes `model.json` and `weights.bin` into the folder: ReLU between the layers, a sigmoid at the end. */
export async function saveLayersModel(
  tf: typeof TensorFlow,
  layers: readonly DenseLayer[],
  name: string,
  folder: string,
): Promise<void> {
  const model = tf.sequential({ name });
  layers.forEach((layer, at) => {
    const isLast = at === layers.length - 1;
    model.add(
      tf.layers.dense({
        name: isLast ? 'output' : `hidden_${at + 1}`,
        units: layer.outputs,
        activation: isLast ? 'sigmoid' : 'relu',
        ...(at === 0 && { inputShape: [layer.inputs] }),
      }),
    );
  });
  model.setWeights(
    layers.flatMap((layer) => [tf.tensor2d(layer.kernel, [layer.inputs, layer.outputs]), tf.tensor1d(layer.bias)]),
  );
  mkdirSync(folder, { recursive: true });
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const json = {
        format: 'layers-model',
        generatedBy: `TensorFlow.js ${tf.version.tfjs ?? tf.version_core}`,
        modelTopology: artifacts.modelTopology,
        weightsManifest: [{ paths: ['weights.bin'], weights: artifacts.weightSpecs ?? [] }],
      };
      writeFileSync(join(folder, 'model.json'), `${JSON.stringify(json, null, 2)}\n`);
      writeFileSync(join(folder, 'weights.bin'), new Uint8Array(artifacts.weightData as ArrayBuffer));
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } });
    }),
  );
  model.dispose();
}
