import { Worker, type WorkerOptions } from 'node:worker_threads';

// Where tsx runs the main thread, its --import does nothing in another one: there it must be asked.
const begin = `const { workerData } = require('node:worker_threads');
import('tsx/esm/api').then(({ register }) => { register(); return import(workerData.file); });`;

/** Starts a TypeScript program of ours in a thread of its own, which finds what it is given as `workerData.given`. */
export function startThread(file: URL, given: unknown, transferList: WorkerOptions['transferList']): Worker {
  return new Worker(begin, { eval: true, workerData: { file: file.href, given }, transferList });
}
