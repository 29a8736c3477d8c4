import type { DenseLayer, ForwardPass } from './forward/forward-pass';
import { PlainPass } from './forward/plain-pass';
import { createSimdPass } from './forward/simd-pass';

/** A multilayer perceptron with ReLU hidden layers and one sigmoid output. Not re-entrant, as its forward pass is not. */
export class Mlp {
  readonly inputs: number;

  /**
   * Layers in order; the last has one output. `pass` is for tests: by default it is the fastest that there is, SIMD or else
   * plain TypeScript.
   */
  constructor(
    readonly layers: readonly DenseLayer[],
    readonly pass: ForwardPass = createSimdPass(layers) ?? new PlainPass(layers),
  ) {
    this.inputs = layers[0].inputs;
  }

  /** Log-odds that the input (length `inputs`) is mining: the output before the sigmoid. */
  logit(input: Float32Array): number {
    return this.pass.run(input);
  }

  /** Probability of mining, 0..1, before calibration. */
  probability(input: Float32Array): number {
    return sigmoid(this.logit(input));
  }
}

/** 1 / (1 + e^-x), without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}
