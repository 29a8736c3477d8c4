import type { DenseLayer, ForwardPass } from './forward-pass';

/** The forward pass in plain TypeScript: the reference for the WebAssembly kernel, and what runs without it. */
export class PlainPass implements ForwardPass {
  readonly kind = 'plain';
  private readonly scratch: readonly Float64Array[];
  private readonly present: Uint16Array;

  constructor(private readonly layers: readonly DenseLayer[]) {
    this.scratch = layers.map((layer) => new Float64Array(layer.outputs));
    this.present = new Uint16Array(Math.max(...layers.map((layer) => layer.inputs)));
  }

  run(input: Float32Array): number {
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
