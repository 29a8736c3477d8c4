/** Trains networks in threads of their own: TensorFlow.js itself keeps to one core here. */
import type { DenseLayer } from '../../main/inference/forward/forward-pass';
import { startThread } from '../start-thread';
import type { TrainingOptions, TrainingRows } from './train-mlp';
import type { TrainingOrder } from './train-worker';

const workerFile = new URL('./train-worker.ts', import.meta.url);

type Message = { readonly epoch: number; readonly loss: number } | { readonly layers: DenseLayer[] };

/** Does what `trainMlp` does, with the same result, elsewhere; `rows` are handed over and empty afterwards. */
export function trainApart(rows: TrainingRows, { onEpoch, ...options }: TrainingOptions): Promise<DenseLayer[]> {
  const order: TrainingOrder = { rows, options };
  const buffers = [rows.x, rows.y, rows.weights].map(({ buffer }) => buffer as ArrayBuffer);
  const worker = startThread(workerFile, order, buffers);
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('layers' in message) resolve(message.layers);
      else onEpoch?.(message.epoch, message.loss);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A training ended early (exit code ${code}).`)));
  });
}
