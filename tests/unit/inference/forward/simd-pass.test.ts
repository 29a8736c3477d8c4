import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadTfjs } from '../../../../main/engine/load-tfjs';
import type { DenseLayer, ForwardPass } from '../../../../main/inference/forward/forward-pass';
import { PlainPass } from '../../../../main/inference/forward/plain-pass';
import { createSimdPass } from '../../../../main/inference/forward/simd-pass';
import { Mlp, sigmoid } from '../../../../main/inference/mlp';
import { magnitudeOf, makeInput, makeLayers } from '../../../support/made-up-layers';

/** Single precision keeps this share of a sum of absolute terms, with room for the order of adding up. */
const precision = 1e-6;

function createSimd(layers: readonly DenseLayer[]): ForwardPass {
  const pass = createSimdPass(layers);
  if (!pass) throw new Error('WebAssembly SIMD is missing.');
  return pass;
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

  it('leaves out inputs that a whole block has no weights for', () => {
    const layers = makeLayers([12, 40, 40, 1], 3);
    for (const { inputs, outputs, kernel } of layers.slice(0, 2)) {
      // Blocks of 16 outputs: the first lacks the first five inputs, the second the last five, the third all.
      kernel.forEach((_, at) => {
        const [from, to] = [Math.floor(at / outputs), at % outputs];
        if (to < 16 ? from < 5 : to < 32 ? from >= inputs - 5 : true) kernel[at] = 0;
      });
    }
    const input = makeInput(12, 5, 0);
    const wanted = new PlainPass(layers).run(input);
    expect(Math.abs(createSimd(layers).run(input) - wanted)).toBeLessThanOrEqual(
      precision * magnitudeOf(layers, input),
    );
  });

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
