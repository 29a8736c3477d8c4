/** A multilayer perceptron with ReLU hidden layers and one sigmoid output, run over typed arrays. */

/** One dense layer: `kernel` is inputs x outputs in row order (as TensorFlow.js saves it), `bias` has one per output. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/** A loaded model. Not re-entrant: it owns its scratch space. */
export class Mlp {
  readonly inputs: number;
  private readonly scratch: readonly Float64Array[];
  private readonly present: Uint16Array;

  /** Layers in order; the last has one output. All but the last are followed by ReLU. */
  constructor(readonly layers: readonly DenseLayer[]) {
    this.inputs = layers[0].inputs;
    this.scratch = layers.map((layer) => new Float64Array(layer.outputs));
    this.present = new Uint16Array(Math.max(...layers.map((layer) => layer.inputs)));
  }

  /** Log-odds that the input (length `inputs`) is mining: the output before the sigmoid. */
  logit(input: Float32Array): number {
    let values: Float32Array | Float64Array = input;
    const last = this.layers.length - 1;
    for (let at = 0; at <= last; at++) {
      const output = this.scratch[at];
      applyDense(this.layers[at], values, output, this.present);
      if (at < last) rectify(output);
      values = output;
    }
    return values[0];
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

/** Four inputs at a time, those that are 0 left out: a third of the features are, and half of what ReLU lets through. */
function applyDense(
  layer: DenseLayer,
  input: Float32Array | Float64Array,
  output: Float64Array,
  present: Uint16Array,
): void {
  const { inputs, outputs, kernel } = layer;
  output.set(layer.bias);
  let count = 0;
  for (let from = 0; from < inputs; from++) if (input[from] !== 0) present[count++] = from;
  let at = 0;
  for (; at + 4 <= count; at += 4) {
    const [a, b, c, d] = [present[at], present[at + 1], present[at + 2], present[at + 3]];
    const [va, vb, vc, vd] = [input[a], input[b], input[c], input[d]];
    const [ra, rb, rc, rd] = [a * outputs, b * outputs, c * outputs, d * outputs];
    for (let to = 0; to < outputs; to++) {
      output[to] += va * kernel[ra + to] + vb * kernel[rb + to] + vc * kernel[rc + to] + vd * kernel[rd + to];
    }
  }
  for (; at < count; at++) {
    const value = input[present[at]];
    const row = present[at] * outputs;
    for (let to = 0; to < outputs; to++) output[to] += value * kernel[row + to];
  }
}

function rectify(values: Float64Array): void {
  for (let at = 0; at < values.length; at++) if (values[at] < 0) values[at] = 0;
}
