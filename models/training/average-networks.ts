import type { DenseLayer } from '../../main/inference/forward/forward-pass';

/**
 * One network whose output is the mean of the outputs of several with the same number of layers and inputs. Their layers lie side
 * by side; from the second on, weights between one network's units and another's are 0.
 */
export function averageNetworks(networks: readonly (readonly DenseLayer[])[]): DenseLayer[] {
  const last = networks[0].length - 1;
  return networks[0].map((_, at) => {
    const parts = networks.map((layers) => layers[at]);
    return joinLayers(parts, at === 0, at === last);
  });
}

function joinLayers(parts: readonly DenseLayer[], isFirst: boolean, isLast: boolean): DenseLayer {
  const inputs = isFirst ? parts[0].inputs : sumOf(parts, ({ inputs }) => inputs);
  const outputs = isLast ? parts[0].outputs : sumOf(parts, ({ outputs }) => outputs);
  const kernel = new Float32Array(inputs * outputs);
  const bias = new Float32Array(outputs);
  const scale = isLast ? 1 / parts.length : 1;
  let firstInput = 0;
  let firstOutput = 0;
  for (const part of parts) {
    part.bias.forEach((value, to) => (bias[firstOutput + to] += value * scale));
    part.kernel.forEach((value, at) => {
      const from = Math.floor(at / part.outputs);
      kernel[(firstInput + from) * outputs + firstOutput + (at % part.outputs)] += value * scale;
    });
    if (!isFirst) firstInput += part.inputs;
    if (!isLast) firstOutput += part.outputs;
  }
  return { inputs, outputs, kernel, bias };
}

function sumOf(parts: readonly DenseLayer[], numberOf: (part: DenseLayer) => number): number {
  return parts.reduce((sum, part) => sum + numberOf(part), 0);
}
