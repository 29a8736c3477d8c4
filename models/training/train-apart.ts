/** Trains models in threads of their own: TensorFlow.js itself keeps to one core here. */
import { startThread } from '../start-thread';
import type { TrainingRows } from './train-mlp';
import type { ModelOptions, TrainedModel } from './train-model';
import type { TrainingOrder } from './train-worker';

const workerFile = new URL('./train-worker.ts', import.meta.url);

type Message = { readonly progress: string } | { readonly model: TrainedModel };

/**
 * Does what `trainModel` does, with the same result, elsewhere. What `rows` holds is handed over and empty afterwards, except where
 * its memory is shared.
 */
export function trainApart(
  rows: TrainingRows,
  options: ModelOptions,
  onProgress?: (text: string) => void,
): Promise<TrainedModel> {
  const order: TrainingOrder = { rows, options };
  const arrays = [rows.x, rows.rows, rows.y, rows.weights];
  const buffers = arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  const worker = startThread(workerFile, order, buffers);
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      if ('model' in message) resolve(message.model);
      else onProgress?.(message.progress);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A training ended early (exit code ${code}).`)));
  });
}
