/** A thread that trains one model; see train-apart.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadTfjs } from '../../main/engine/load-tfjs';
import type { TrainingRows } from './train-mlp';
import { trainModel, type ModelOptions } from './train-model';

/** What the thread is asked for. */
export interface TrainingOrder {
  readonly rows: TrainingRows;
  readonly options: ModelOptions;
}

const { rows, options } = (workerData as { given: TrainingOrder }).given;
const { tf } = await loadTfjs();
const model = await trainModel(tf, rows, options, (progress) => parentPort?.postMessage({ progress }));
parentPort?.postMessage({ model });
