/** A thread that trains one network; see train-apart.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadTfjs } from '../../main/engine/load-tfjs';
import { trainMlp, type TrainingOptions, type TrainingRows } from './train-mlp';

/** What the thread is asked for. */
export interface TrainingOrder {
  readonly rows: TrainingRows;
  readonly options: Omit<TrainingOptions, 'onEpoch'>;
}

const { rows, options } = (workerData as { given: TrainingOrder }).given;
const { tf } = await loadTfjs();
const layers = await trainMlp(tf, rows, {
  ...options,
  onEpoch: (epoch, loss) => parentPort?.postMessage({ epoch, loss }),
});
parentPort?.postMessage({ layers });
