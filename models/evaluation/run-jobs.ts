/** Judges generated traffic in several processes. */
import type { ChildProcess } from 'node:child_process';
import { forkProgram } from '../fork-program';
import { addBook, createBook } from './book';
import type { Books, GeneratedJob } from './generated-job';

const workerFile = new URL('./generated-worker.ts', import.meta.url);

/** Does all jobs on `workers` processes and adds up their counts; the sums do not depend on who did which. */
export async function runJobs(
  jobs: readonly GeneratedJob[],
  modelKind: 'flow' | 'packet',
  workers: number,
  onDone?: (jobsDone: number) => void,
): Promise<Books> {
  const answers: Books[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = forkProgram(workerFile, [modelKind]);
    try {
      while (next < jobs.length) {
        const at = next++;
        answers[at] = await ask(worker, jobs[at]);
        onDone?.(++done);
      }
    } finally {
      worker.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, work));
  const total: Books = { payload: createBook(), headers: createBook() };
  for (const { payload, headers } of answers) {
    addBook(total.payload, payload);
    addBook(total.headers, headers);
  }
  return total;
}

function ask(worker: ChildProcess, job: GeneratedJob): Promise<Books> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => reject(new Error(`A worker ended early (exit code ${code}).`));
    worker.once('exit', fail);
    worker.once('message', (books) => {
      worker.off('exit', fail);
      resolve(books as Books);
    });
    worker.send(job);
  });
}
