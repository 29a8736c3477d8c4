import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { findResource } from '../../find-resource';
import type { ScanGauge } from './scan-gauge';
import type { LaneEvents, ScanLane } from './scan-lane';
import type { MessageFromWorker, RunnerSetup, WorkerSetup } from './scan-messages';

/** Does jobs in a thread of its own. Throws where there is no worker file, or threads can't be had. */
export function openWorkerLane(setup: RunnerSetup, gauge: ScanGauge, lane: number, events: LaneEvents): ScanLane {
  const { file, execArgv } = findWorker();
  const workerData: WorkerSetup = { ...setup, gauge: gauge.memory, lane };
  const worker = new Worker(file, { workerData, execArgv, stdin: false });
  let hasBegun = false;
  let isGone = false;
  const leave = (): void => {
    if (isGone) return;
    isGone = true;
    events.onGone(hasBegun);
  };
  worker.on('message', (message: MessageFromWorker) => {
    hasBegun = true;
    if (message.kind === 'reply' && !isGone) events.onReply(message.reply);
  });
  worker.on('error', leave);
  worker.on('exit', leave);
  return {
    post: (message) => worker.postMessage(message),
    close: async () => {
      isGone = true;
      await worker.terminate();
    },
  };
}

/** The bundled worker; its source where this runs from source. */
function findWorker(): { file: string; execArgv: string[] } {
  if (!import.meta.url.endsWith('.ts')) return { file: findResource('out/main/scan-worker.js'), execArgv: [] };
  const file = findResource('main/similarity/scan/scan-worker.ts');
  return { file, execArgv: ['--import', pathToFileURL(createRequire(file).resolve('tsx')).href] };
}
