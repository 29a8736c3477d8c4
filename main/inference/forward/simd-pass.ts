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
    const writes: ((memory: Float32Array) => void)[] = [];
    const begin = take(rowsOf(layers[0].inputs));
    let input = begin;
    this.steps = layers.flatMap((layer, at) => {
      const from = input;
      const output = take(rowsOf(layer.outputs));
      input = output;
      return partsOf(layer).map((part) => {
        const weights = take(part.blocks * (1 + part.inputs));
        writes.push((memory) => writeBlocks(layer, part, memory.subarray(weights / 4)));
        return {
          input: from + 4 * part.firstInput,
          inputs: part.inputs,
          weights,
          blocks: part.blocks,
          output: output + part.firstBlock * rowBytes,
          floor: at < layers.length - 1 ? 0 : -Infinity,
        };
      });
    });
    const mostInputs = Math.max(...layers.map((layer) => layer.inputs));
    this.present = take(rowsOf(2 * (mostInputs + 1)));
    kernel.memory.grow(Math.ceil(end / pageBytes));
    const memory = new Float32Array(kernel.memory.buffer);
    for (const write of writes) write(memory);
    this.input = memory.subarray(begin / 4, begin / 4 + layers[0].inputs);
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

/** Blocks of a layer that follow one another and need the same inputs. */
interface LayerPart {
  readonly firstInput: number;
  readonly inputs: number;
  readonly firstBlock: number;
  blocks: number;
}

/**
 * A layer in parts, so that nothing is multiplied with weights that are 0 for a whole block: where several networks lie side by
 * side, none of them needs the units of another.
 */
function partsOf(layer: DenseLayer): LayerPart[] {
  const parts: LayerPart[] = [];
  for (let block = 0; block < rowsOf(layer.outputs); block++) {
    const needed = inputsOf(layer, block);
    const last = parts.at(-1);
    if (last?.firstInput === needed.firstInput && last.inputs === needed.inputs) last.blocks++;
    else parts.push({ ...needed, firstBlock: block, blocks: 1 });
  }
  return parts;
}

/** The inputs from the first to the last that a block of outputs has weights for. */
function inputsOf(layer: DenseLayer, block: number): Pick<LayerPart, 'firstInput' | 'inputs'> {
  let firstInput = layer.inputs;
  let end = 0;
  for (let from = 0; from < layer.inputs; from++) {
    if (rowOf(layer, block, from).every((weight) => weight === 0)) continue;
    firstInput = Math.min(firstInput, from);
    end = from + 1;
  }
  return end > 0 ? { firstInput, inputs: end - firstInput } : { firstInput: 0, inputs: 0 };
}

/** An input's weights for a block of outputs; the last block of a layer may have fewer. */
function rowOf({ outputs, kernel }: DenseLayer, block: number, from: number): Float32Array {
  const first = block * blockOutputs;
  return kernel.subarray(from * outputs + first, from * outputs + Math.min(first + blockOutputs, outputs));
}

/** Writes biases and weights in the order in which the kernel reads them. What the last block lacks stays 0. */
function writeBlocks(
  layer: DenseLayer,
  { firstInput, inputs, firstBlock, blocks }: LayerPart,
  into: Float32Array,
): void {
  let row = 0;
  for (let block = firstBlock; block < firstBlock + blocks; block++) {
    into.set(layer.bias.subarray(block * blockOutputs, (block + 1) * blockOutputs), blockOutputs * row++);
    for (let from = firstInput; from < firstInput + inputs; from++) {
      into.set(rowOf(layer, block, from), blockOutputs * row++);
    }
  }
}
