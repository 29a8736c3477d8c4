/** Trains a multilayer perceptron with TensorFlow.js and hands it back as plain layers. */
import type * as TensorFlow from '@tensorflow/tfjs';
import type { DenseLayer } from '../../main/inference/forward/forward-pass';
import { createRandom } from './random';

/** Some rows of a matrix of inputs, with labels and weights. */
export interface TrainingRows {
  readonly width: number;
  /** The matrix, `width` numbers a row, and which of its rows are meant. */
  readonly x: Float32Array;
  readonly rows: Uint32Array;
  /** 0 or 1. */
  readonly y: Float32Array;
  readonly weights: Float32Array;
}

export interface TrainingOptions {
  /** Units of the hidden layers. */
  readonly hidden: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly l2: number;
  /** Standard deviation of the noise added to standardised inputs. */
  readonly noise: number;
  readonly seed: number;
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

type Product = (x: TensorFlow.Tensor2D, kernel: TensorFlow.Tensor2D) => TensorFlow.Tensor2D;

/** Normal deviates drawn beforehand; each row takes a run of them from a random place. */
const noiseCount = 65_536;

/**
 * Minimises the weighted cross-entropy with Adam and a learning rate that falls to zero along a cosine. Inputs are
 * standardised while training; the layers returned take them as they are. The same seed gives the same weights on one machine.
 */
export async function trainMlp(
  tf: typeof TensorFlow,
  rows: TrainingRows,
  options: TrainingOptions,
): Promise<DenseLayer[]> {
  const { width } = rows;
  const count = rows.y.length;
  const { mean, deviation } = momentsOf(rows);
  const random = createRandom(options.seed);
  const units = [...options.hidden, 1];
  const kernels = units.map((to, at) => {
    const from = at === 0 ? width : units[at - 1];
    const scale = Math.sqrt(2 / from);
    const values = Float32Array.from({ length: from * to }, () => random.normal() * scale);
    return tf.variable(tf.tensor2d(values, [from, to]));
  });
  const biases = units.map((to) => tf.variable(tf.zeros<TensorFlow.Rank.R1>([to])));
  const { ofInputs, ofLayer } = createProducts(tf);
  const optimizer = tf.train.adam(options.learningRate);
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  const noise = Float32Array.from({ length: noiseCount }, () => options.noise * random.normal());
  const batchX = new Float32Array(options.batchSize * width);
  const batchY = new Float32Array(options.batchSize);
  const batchWeights = new Float32Array(options.batchSize);
  const steps = Math.floor(count / options.batchSize);

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    random.shuffle(order);
    let total = 0;
    for (let step = 0; step < steps; step++) {
      for (let at = 0; at < options.batchSize; at++) {
        const row = order[step * options.batchSize + at];
        const begin = rows.rows[row] * width;
        const noiseAt = Math.floor(random.next() * noiseCount);
        for (let column = 0; column < width; column++) {
          const standard = (rows.x[begin + column] - mean[column]) / deviation[column];
          batchX[at * width + column] = Math.max(-8, Math.min(8, standard)) + noise[(noiseAt + column) % noiseCount];
        }
        batchY[at] = rows.y[row];
        batchWeights[at] = rows.weights[row];
      }
      const progress = (epoch * steps + step) / (options.epochs * steps);
      (optimizer as unknown as { learningRate: number }).learningRate =
        options.learningRate * 0.5 * (1 + Math.cos(Math.PI * progress)) + 1e-6;
      total += tf.tidy(() => {
        const x = tf.tensor2d(batchX, [options.batchSize, width]);
        const y = tf.tensor1d(batchY);
        const weights = tf.tensor1d(batchWeights);
        const loss = optimizer.minimize(() => {
          let values: TensorFlow.Tensor2D = x;
          kernels.forEach((kernel, layer) => {
            values = tf.add((layer === 0 ? ofInputs : ofLayer)(values, kernel), biases[layer]);
            if (layer < kernels.length - 1) values = tf.relu(values);
          });
          const logits = tf.reshape(values, [options.batchSize]);
          // log(1 + e^z) - y z, in the form that does not overflow.
          const crossEntropy = tf.sub(
            tf.add(tf.relu(logits), tf.log1p(tf.exp(tf.neg(tf.abs(logits))))),
            tf.mul(y, logits),
          );
          let loss: TensorFlow.Scalar = tf.mean(tf.mul(crossEntropy, weights));
          for (const kernel of kernels) loss = tf.add(loss, tf.mul(tf.sum(tf.square(kernel)), options.l2));
          return loss;
        }, true);
        return loss === null ? 0 : loss.dataSync()[0];
      });
    }
    options.onEpoch?.(epoch, total / Math.max(1, steps));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const layers = units.map((outputs, at) => ({
    inputs: at === 0 ? width : units[at - 1],
    outputs,
    kernel: Float32Array.from(kernels[at].dataSync()),
    bias: Float32Array.from(biases[at].dataSync()),
  }));
  tf.dispose([kernels, biases]);
  optimizer.dispose();
  return [foldStandardisation(layers[0], mean, deviation), ...layers.slice(1)];
}

/**
 * Matrix products whose gradients transpose first and multiply then: the WebAssembly backend has its fast kernel only for
 * products without a transposed side, and training spends most of its time in these. Nobody asks for the gradient of the inputs.
 */
function createProducts(tf: typeof TensorFlow): Record<'ofInputs' | 'ofLayer', Product> {
  const ofInputs: Product = (x, kernel) =>
    tf.customGrad((kernel) => ({
      value: tf.matMul(x, kernel as TensorFlow.Tensor2D),
      gradFunc: (slope: TensorFlow.Tensor) => tf.matMul(tf.transpose(x), slope),
    }))(kernel) as TensorFlow.Tensor2D;
  const ofLayer = tf.customGrad((x, kernel, save) => {
    (save as (tensors: unknown[]) => void)([x, kernel]);
    return {
      value: tf.matMul(x as TensorFlow.Tensor2D, kernel as TensorFlow.Tensor2D),
      gradFunc: (slope: TensorFlow.Tensor, saved: TensorFlow.Tensor[]) => [
        tf.matMul(slope, tf.transpose(saved[1] as TensorFlow.Tensor2D)),
        tf.matMul(tf.transpose(saved[0] as TensorFlow.Tensor2D), slope),
      ],
    };
  }) as Product;
  return { ofInputs, ofLayer };
}

function momentsOf({ x, rows, width }: TrainingRows): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const row of rows) {
    for (let column = 0; column < width; column++) mean[column] += x[row * width + column] / rows.length;
  }
  for (const row of rows) {
    for (let column = 0; column < width; column++)
      deviation[column] += (x[row * width + column] - mean[column]) ** 2 / rows.length;
  }
  for (let column = 0; column < width; column++) deviation[column] = Math.max(0.02, Math.sqrt(deviation[column]));
  return { mean, deviation };
}

/** (x - mean) / deviation, moved into the first layer. */
function foldStandardisation(layer: DenseLayer, mean: Float64Array, deviation: Float64Array): DenseLayer {
  const kernel = new Float32Array(layer.kernel.length);
  const bias = Float64Array.from(layer.bias);
  for (let from = 0; from < layer.inputs; from++) {
    for (let to = 0; to < layer.outputs; to++) {
      const weight = layer.kernel[from * layer.outputs + to] / deviation[from];
      kernel[from * layer.outputs + to] = weight;
      bias[to] -= weight * mean[from];
    }
  }
  return { ...layer, kernel, bias: Float32Array.from(bias) };
}
