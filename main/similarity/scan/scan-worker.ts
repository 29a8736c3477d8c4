/** Entry of a worker thread of a scan. */
import { parentPort, workerData } from 'node:worker_threads';
import { JobRunner } from './job-runner';
import { ScanGauge } from './scan-gauge';
import type { JobMessage, MessageFromWorker, WorkerSetup } from './scan-messages';

const { gauge, lane, ...setup } = workerData as WorkerSetup;
const runner = new JobRunner(setup, { gauge: new ScanGauge(gauge), lane, pause: () => null });
const tell = (message: MessageFromWorker): void => parentPort?.postMessage(message);
let queue = Promise.resolve();

parentPort?.on('message', (message: JobMessage) => {
  queue = queue.then(() => runner.run(message, (reply) => tell({ kind: 'reply', reply })));
});
tell({ kind: 'ready' });
