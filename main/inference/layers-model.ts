/** Reads the TensorFlow.js layers format (model.json and its weights) into an `Mlp`. */
import type { DenseLayer } from './forward/forward-pass';
import { Mlp } from './mlp';
import { badModel, type ModelFailure } from './model-failure';

interface WeightSpec {
  name: string;
  shape: number[];
  dtype: string;
}

interface LayersModel {
  modelTopology?: unknown;
  weightsManifest?: { paths: string[]; weights: WeightSpec[] }[];
}

/**
 * Parses a sequential model of dense layers (ReLU, then one sigmoid). `json` is the parsed model.json, `weights` the
 * bytes of its weight files one after another, float32 little-endian.
 */
export function parseLayersModel(json: unknown, weights: Uint8Array): Mlp | ModelFailure {
  const manifest = (json as LayersModel).weightsManifest;
  if (!Array.isArray(manifest)) return badModel('model.json has no weightsManifest');
  const specs = manifest.flatMap((group) => group.weights);
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  const tensors = new Map<string, { shape: number[]; values: Float32Array }>();
  let offset = 0;
  for (const spec of specs) {
    if (spec.dtype !== 'float32') return badModel(`weight ${spec.name} is ${spec.dtype}, not float32`);
    const size = spec.shape.reduce((product, length) => product * length, 1);
    if (offset + size * 4 > weights.byteLength)
      return badModel(`weight ${spec.name} lies beyond the end of the weight file`);
    const values = new Float32Array(size);
    for (let at = 0; at < size; at++) values[at] = view.getFloat32(offset + at * 4, true);
    offset += size * 4;
    tensors.set(spec.name, { shape: spec.shape, values });
  }
  const layers: DenseLayer[] = [];
  for (const spec of specs) {
    if (!spec.name.endsWith('/kernel')) continue;
    const kernel = tensors.get(spec.name);
    const bias = tensors.get(spec.name.replace(/kernel$/, 'bias'));
    if (!kernel || kernel.shape.length !== 2 || !bias)
      return badModel(`layer ${spec.name} is not a dense layer with a bias`);
    const [inputs, outputs] = kernel.shape;
    const previous = layers.at(-1);
    if (previous && previous.outputs !== inputs) return badModel(`layer ${spec.name} does not fit the one before it`);
    layers.push({ inputs, outputs, kernel: kernel.values, bias: bias.values });
  }
  if (layers.at(-1)?.outputs !== 1) return badModel('the last layer does not have one output');
  return new Mlp(layers);
}
