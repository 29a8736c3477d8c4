import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../../../main/engine/load-model';
import { loadTfjs } from '../../../main/engine/load-tfjs';
import { loadTfjsModel } from '../../../main/engine/load-tfjs-model';
import { Ensemble } from '../../../main/inference/ensemble';
import { PlainPass } from '../../../main/inference/forward/plain-pass';
import { parseLayersModel } from '../../../main/inference/layers-model';
import { Mlp, sigmoid } from '../../../main/inference/mlp';
import type { LoadedModel, Predictor } from '../../../main/inference/predictor';
import { saveLayersModel } from '../../../models/training/save-layers-model';

/** A deterministic spread of inputs such as features take: shares and logarithms up to 10, or a packet's fields from 0 to 1. */
function inputsOf(kind: 'flow' | 'packet', width: number): Float32Array[] {
  const mostOf = (at: number): number => (kind === 'flow' && at % 3 === 0 ? 10 : 1);
  return Array.from({ length: 50 }, (_, row) =>
    Float32Array.from({ length: width }, (__, at) => ((Math.sin(row * 37 + at * 11) + 1) / 2) * mostOf(at)),
  );
}

function networkOf({ predictor }: LoadedModel): Predictor {
  return predictor instanceof Ensemble ? predictor.network : predictor;
}

describe('Mlp', () => {
  it('computes a small network as by hand', () => {
    const layers = [
      { inputs: 2, outputs: 2, kernel: Float32Array.of(1, -1, 2, 1), bias: Float32Array.of(0, -1) },
      { inputs: 2, outputs: 1, kernel: Float32Array.of(3, 5), bias: Float32Array.of(0.5) },
    ];
    // hidden: max(0, 1*1 + 2*2) = 5, max(0, -1 + 2 - 1) = 0
    for (const model of [new Mlp(layers), new Mlp(layers, new PlainPass(layers))]) {
      expect(model.logit(Float32Array.of(1, 2))).toBe(15.5);
      expect(model.probability(Float32Array.of(1, 2))).toBeCloseTo(1, 6);
    }
    expect(sigmoid(-800)).toBe(0);
  });

  it.each([
    ['flow', 'wasm'],
    ['flow', 'cpu'],
    ['packet', 'wasm'],
    ['packet', 'cpu'],
  ] as const)('scores the shipped %s model as TensorFlow.js does on %s', async (kind, backend) => {
    // The trees are the same on both sides, and would hide how the networks differ where they are sure.
    const ours = networkOf(loadModel(kind));
    const theirs = networkOf(await loadTfjsModel(kind));
    const { tf } = await loadTfjs();
    // Where tfjs-node loads, its own backend is the one to compare with.
    if (tf.getBackend() !== 'tensorflow') expect(await tf.setBackend(backend)).toBe(true);
    for (const input of inputsOf(kind, ours.inputs)) {
      const difference = sigmoid(ours.logit(input)) - sigmoid(theirs.logit(input));
      expect(Math.abs(difference)).toBeLessThan(1e-5);
    }
  });
});

describe('parseLayersModel', () => {
  it('reads what the training program saves', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-model-'));
    const { tf } = await loadTfjs();
    const layers = [
      { inputs: 3, outputs: 2, kernel: Float32Array.of(1, 2, 3, 4, 5, 6), bias: Float32Array.of(0.1, 0.2) },
      { inputs: 2, outputs: 1, kernel: Float32Array.of(-1, 1), bias: Float32Array.of(0.3) },
    ];
    await saveLayersModel(tf, layers, 'test', folder);
    const model = parseLayersModel(
      JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')),
      readFileSync(path.join(folder, 'weights.bin')),
    );
    rmSync(folder, { recursive: true });
    expect(model).toBeInstanceOf(Mlp);
    expect((model as Mlp).layers).toEqual(layers);
  });

  it.each([
    [{}, 'no weightsManifest'],
    [
      { weightsManifest: [{ paths: [], weights: [{ name: 'a/kernel', shape: [9, 9], dtype: 'float32' }] }] },
      'beyond the end',
    ],
    [{ weightsManifest: [{ paths: [], weights: [{ name: 'a/kernel', shape: [1, 1], dtype: 'int32' }] }] }, 'int32'],
    [{ weightsManifest: [] }, 'one output'],
  ])('says what is wrong with %j', (json, message) => {
    const result = parseLayersModel(json, new Uint8Array(8));
    expect(result).toMatchObject({ kind: 'bad-model' });
    expect((result as { message: string }).message).toContain(message);
  });
});
