import { instantiateWasm, type WasmMemory } from '../../instantiate-wasm';
import type { DenseLayer, ForwardPass } from './forward-pass';
import { kernelBytes } from './kernel-bytes';

/** The forward pass with the WebAssembly in kernel.wat. Null where there is no WebAssembly or it knows no SIMD. */
export function createSimdPass(layers: readonly DenseLayer[]): ForwardPass | null {
  const kernel = instantiateWasm(kernelBytes) as Kernel | null;
  return kernel && new SimdPass(kernel, layers);
}

interface Kernel {
  readonly memory: WasmMemory;
  /** See kernel.wat. */
  dense(
    input: number,
    inputs: number,
    weights: number,
    blocks: number,
    output: number,
    present: number,
    floor: number,
  ): void;
}

/** One call of the kernel: addresses, and how much there is. */
interface Step {
  readonly input: number;
  readonly inputs: number;
  readonly weights: number;
  readonly blocks: number;
  readonly output: number;
  readonly floor: number;
}

/** Outputs of one block, and its bytes in a row. */
const blockOutputs = 16;
const rowBytes = 4 * blockOutputs;
const pageBytes = 65_536;

/** Runs in single precision, as TensorFlow.js does. The kernel's memory holds the weights, then the scratch space. */
class SimdPass implements ForwardPass {
  readonly kind = 'simd';
  private readonly steps: readonly Step[];
  private readonly present: number;
  private readonly input: Float32Array;
  private readonly output: Float32Array;

  constructor(
    private readonly kernel: Kernel,
    layers: readonly DenseLayer[],
  ) {
    let end = 0;
    const take = (rows: number): number => (end += rows * rowBytes) - rows * rowBytes;
    let input = take(rowsOf(layers[0].inputs));
    this.steps = layers.map((layer, at) => {
      const blocks = rowsOf(layer.outputs);
      const weights = take(blocks * (1 + layer.inputs));
      const output = take(blocks);
      const step = {
        input,
        inputs: layer.inputs,
        weights,
        blocks,
        output,
        floor: at < layers.length - 1 ? 0 : -Infinity,
      };
      input = output;
      return step;
    });
    const mostInputs = Math.max(...layers.map((layer) => layer.inputs));
    this.present = take(rowsOf(2 * (mostInputs + 1)));
    kernel.memory.grow(Math.ceil(end / pageBytes));
    const memory = new Float32Array(kernel.memory.buffer);
    layers.forEach((layer, at) => writeBlocks(layer, memory.subarray(this.steps[at].weights / 4)));
    this.input = memory.subarray(this.steps[0].input / 4, this.steps[0].input / 4 + layers[0].inputs);
    this.output = memory.subarray(input / 4, input / 4 + 1);
  }

  run(input: Float32Array): number {
    this.input.set(input);
    for (const { input, inputs, weights, blocks, output, floor } of this.steps) {
      this.kernel.dense(input, inputs, weights, blocks, output, this.present, floor);
    }
    return this.output[0];
  }
}

/** Rows that so many numbers fill. */
function rowsOf(numbers: number): number {
  return Math.ceil(numbers / blockOutputs);
}

/** Writes biases and weights in the order in which the kernel reads them. What the last block lacks stays 0. */
function writeBlocks({ inputs, outputs, kernel, bias }: DenseLayer, into: Float32Array): void {
  let row = 0;
  for (let first = 0; first < outputs; first += blockOutputs) {
    const end = Math.min(first + blockOutputs, outputs);
    into.set(bias.subarray(first, end), blockOutputs * row++);
    for (let from = 0; from < inputs; from++) {
      into.set(kernel.subarray(from * outputs + first, from * outputs + end), blockOutputs * row++);
    }
  }
}
