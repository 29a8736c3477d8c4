/** Networks of made-up weights, and inputs for them; the same from the same seed. */
import type { DenseLayer } from '../../main/inference/forward/forward-pass';
import { PlainPass } from '../../main/inference/forward/plain-pass';

/** Numbers from -1 to 1. */
function makeNumbers(length: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Layers with weights as large as training begins with, so that numbers neither grow nor fade from layer to layer. */
export function makeLayers(widths: readonly number[], seed: number): DenseLayer[] {
  return widths.slice(1).map((outputs, at) => {
    const inputs = widths[at];
    const kernel = makeNumbers(inputs * outputs, seed + at).map((weight) => weight * Math.sqrt(6 / inputs));
    return { inputs, outputs, kernel, bias: makeNumbers(outputs, seed + at + 99) };
  });
}

/** An input as features are: logarithms and shares, some of them 0. */
export function makeInput(length: number, seed: number, zeros: number): Float32Array {
  return makeNumbers(length, seed).map((value, at) =>
    (value + 1) / 2 < zeros ? 0 : at % 3 === 0 ? value * 10 : value,
  );
}

/** What the terms behind an output add up to when none has a sign. */
export function magnitudeOf(layers: readonly DenseLayer[], input: Float32Array): number {
  const unsigned = layers.map((layer) => ({
    ...layer,
    kernel: layer.kernel.map(Math.abs),
    bias: layer.bias.map(Math.abs),
  }));
  return new PlainPass(unsigned).run(input.map(Math.abs));
}
