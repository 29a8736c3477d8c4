import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTfjs } from '../../../../main/engine/load-tfjs';
import type { DenseLayer, ForwardPass } from '../../../../main/inference/forward/forward-pass';
import { PlainPass } from '../../../../main/inference/forward/plain-pass';
import { createSimdPass } from '../../../../main/inference/forward/simd-pass';
import { Mlp, sigmoid } from '../../../../main/inference/mlp';

/** Single precision keeps this share of a sum of absolute terms, with room for the order of adding up. */
const precision = 1e-6;

/** Numbers from -1 to 1, the same every time. */
function makeNumbers(length: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Layers with weights as large as training begins with, so that numbers neither grow nor fade from layer to layer. */
function makeLayers(widths: readonly number[], seed: number): DenseLayer[] {
  return widths.slice(1).map((outputs, at) => {
    const inputs = widths[at];
    const kernel = makeNumbers(inputs * outputs, seed + at).map((weight) => weight * Math.sqrt(6 / inputs));
    return { inputs, outputs, kernel, bias: makeNumbers(outputs, seed + at + 99) };
  });
}

/** An input as features are: logarithms and shares, some of them 0. */
function makeInput(length: number, seed: number, zeros: number): Float32Array {
  return makeNumbers(length, seed).map((value, at) =>
    (value + 1) / 2 < zeros ? 0 : at % 3 === 0 ? value * 10 : value,
  );
}

function createSimd(layers: readonly DenseLayer[]): ForwardPass {
  const pass = createSimdPass(layers);
  if (!pass) throw new Error('WebAssembly SIMD is missing.');
  return pass;
}

/** What the terms behind an output add up to when none has a sign. */
function magnitudeOf(layers: readonly DenseLayer[], input: Float32Array): number {
  const unsigned = layers.map((layer) => ({
    ...layer,
    kernel: layer.kernel.map(Math.abs),
    bias: layer.bias.map(Math.abs),
  }));
  return new PlainPass(unsigned).run(input.map(Math.abs));
}

const anyWidth = fc.integer({ min: 1, max: 70 });
const anyWidths = fc
  .tuple(fc.integer({ min: 1, max: 130 }), fc.array(anyWidth, { maxLength: 6 }))
  .map(([inputs, hidden]) => [inputs, ...hidden, 1]);
const anySeed = fc.integer({ min: 1, max: 1e6 });

afterEach(() => vi.unstubAllGlobals());

describe('createSimdPass', () => {
  it('says what plain TypeScript says, for layers of any width', () => {
    fc.assert(
      fc.property(anyWidths, anySeed, fc.double({ min: 0, max: 1, noNaN: true }), (widths, seed, zeros) => {
        const layers = makeLayers(widths, seed);
        const simd = createSimd(layers);
        const plain = new PlainPass(layers);
        for (const input of [makeInput(widths[0], seed, zeros), new Float32Array(widths[0])]) {
          const [ours, wanted] = [simd.run(input), plain.run(input)];
          expect(Math.abs(ours - wanted)).toBeLessThanOrEqual(precision * magnitudeOf(layers, input));
          expect(Math.abs(sigmoid(ours) - sigmoid(wanted))).toBeLessThan(1e-5);
        }
      }),
    );
  });

  it.each([[[121, 64, 32, 1]], [[121, 192, 96, 1]], [[8, 33, 7, 5, 3, 1]]])(
    'says what TensorFlow.js says, for layers of %j',
    async (widths) => {
      const { tf } = await loadTfjs();
      const layers = makeLayers(widths, 7);
      const simd = createSimd(layers);
      for (let seed = 1; seed <= 20; seed++) {
        const input = makeInput(widths[0], seed, seed % 2 ? 0.4 : 0);
        const wanted = tf.tidy(() => {
          let values = tf.tensor2d(input, [1, widths[0]]);
          layers.forEach(({ inputs, outputs, kernel, bias }, at) => {
            values = values.matMul(tf.tensor2d(kernel, [inputs, outputs])).add(tf.tensor1d(bias));
            if (at < layers.length - 1) values = values.relu();
          });
          return values.dataSync()[0];
        });
        const ours = simd.run(input);
        expect(Math.abs(ours - wanted)).toBeLessThanOrEqual(precision * magnitudeOf(layers, input));
        expect(Math.abs(sigmoid(ours) - sigmoid(wanted))).toBeLessThan(1e-5);
      }
    },
  );

  it('keeps the scratch space of two models apart', () => {
    const [one, other] = [makeLayers([9, 20, 1], 1), makeLayers([9, 20, 1], 2)].map(createSimd);
    const input = makeInput(9, 3, 0);
    const alone = [one.run(input), other.run(input)];
    expect([one.run(input), other.run(input)]).toEqual(alone);
    expect(alone[0]).not.toBe(alone[1]);
  });

  it('is left for plain TypeScript where WebAssembly is missing or knows no SIMD', () => {
    const layers = makeLayers([9, 20, 1], 1);
    vi.stubGlobal('WebAssembly', undefined);
    expect(new Mlp(layers).pass.kind).toBe('plain');
    const refuse = vi.fn().mockThrow(new Error('Invalid opcode.'));
    vi.stubGlobal('WebAssembly', { Module: refuse });
    expect(new Mlp(layers).pass.kind).toBe('plain');
    vi.unstubAllGlobals();
    expect(new Mlp(layers).pass.kind).toBe('simd');
  });
});
