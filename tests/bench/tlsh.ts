/** TLSH: hashing against Debian's tlsh and npm's, on one core and with two workers, and distances a second. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { digestDistance } from '../../main/similarity/tlsh/digest-distance';
import { formatDigest } from '../../main/similarity/tlsh/format-digest';
import type { TlshDigest } from '../../main/similarity/tlsh/tlsh-digest';
import { TlshHasher } from '../../main/similarity/tlsh/tlsh-hasher';
import { buildBenchMix } from './build-bench-mix';
import { compareInTurn } from './compare-in-turn';
import { hashFile } from './hash-file';
import { measureCommand } from './measure-command';

interface NpmDigest {
  calculateDifference(other: NpmDigest, withLength: boolean): number;
}
const require = createRequire(import.meta.url);
const hashWithNpm = require('tlsh') as (text: string) => string;
const NpmBuilder = require('tlsh/lib/digests/digest-hash-builder') as new () => {
  withHash(digits: string): { build(): NpmDigest };
};

/** Prints every figure as a ratio against a peer in the same run; what is not installed is said and left out. */
export async function benchTlsh(options: { pairs: number; megabytes: number }): Promise<void> {
  const path = join(tmpdir(), `kanaria-bench-${options.megabytes}.mix`);
  console.log(`Preparing ${path}: node, executables and libraries of this machine`);
  const bytes = buildBenchMix(path, options.megabytes);
  await benchAgainstDebian(path, bytes, options.pairs);
  await benchWorkers(path, options.pairs);
  await benchAgainstNpm(path, options.pairs);
  await benchDistances(path, options.pairs);
}

/** Reading and hashing in this thread, against the whole process of Debian's tool. */
async function benchAgainstDebian(path: string, bytes: number, pairs: number): Promise<void> {
  try {
    await measureCommand('tlsh', ['-f', path]);
  } catch {
    console.log("Debian's tlsh is not installed (Debian: tlsh-tools); it is left out.");
    return;
  }
  const own = (): number => secondsOf(1, () => hashFile(path));
  own();
  await compareInTurn(`hashing ${(bytes / 1e6).toFixed(0)} MB on one core`, "Debian's tlsh", pairs, own, async () => {
    return (await measureCommand('tlsh', ['-f', path])).seconds;
  });
}

/** The same file once for each worker, so that twice the bytes are hashed in the time of two. */
async function benchWorkers(path: string, pairs: number): Promise<void> {
  const file = JSON.stringify(new URL('./tlsh-worker.ts', import.meta.url).href);
  // Threads do not take over the loader of TypeScript that this program runs with.
  const load = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${file}, ${file}))`;
  const workers = [1, 2].map(() => new Worker(load, { eval: true }));
  const hashWith = async (count: number): Promise<number> => {
    const begin = performance.now();
    const busy = workers.slice(0, count).map((worker) => {
      worker.postMessage(path);
      return once(worker, 'message');
    });
    await Promise.all(busy);
    return (performance.now() - begin) / 1e3 / count;
  };
  await hashWith(2);
  await compareInTurn(
    'hashing with two workers',
    'one worker',
    pairs,
    () => hashWith(2),
    () => hashWith(1),
  );
  const costOf = async (count: number): Promise<number> => {
    const before = process.cpuUsage();
    await hashWith(count);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / count;
  };
  // Where a core is taken by other work, two workers are no faster; this tells whether it is theirs.
  await compareInTurn(
    'hashing with two workers, by processor time for each byte',
    'one worker (1: no core waits for the other)',
    pairs,
    () => costOf(2),
    () => costOf(1),
  );
  await Promise.all(workers.map((worker) => worker.terminate()));
}

/** npm's takes strings, is slow and has no small state: it gets one megabyte from the middle of the file. */
async function benchAgainstNpm(path: string, pairs: number): Promise<void> {
  const file = readFileSync(path);
  const bytes = file.subarray(file.length >> 1, (file.length >> 1) + 1e6);
  const text = bytes.toString('latin1');
  const own = (): number => secondsOf(20, () => digestOf(bytes));
  const theirs = (): number => secondsOf(1, () => hashWithNpm(text));
  own();
  theirs();
  await compareInTurn('hashing 1 MB', "npm's tlsh", pairs, own, theirs);
}

/** All pairs of 2,000 digests, taken from pieces of the file. */
async function benchDistances(path: string, pairs: number): Promise<void> {
  const file = readFileSync(path);
  const pieces = Array.from({ length: 2000 }, (_, at) => file.subarray(at * 5000, (at + 1) * 5000));
  const digests = pieces.map(digestOf).filter((digest) => digest !== null);
  const peers = digests.slice(0, 300).map((each) => new NpmBuilder().withHash(formatDigest(each).slice(2)).build());
  let sum = 0;
  const distances = (): void => {
    // Its own sum, because one that is shared by functions costs as much as a distance.
    let own = 0;
    for (const one of digests) for (const other of digests) own += digestDistance(one, other);
    sum += own;
  };
  const peerDistances = (): void => {
    for (const one of peers) for (const other of peers) sum += one.calculateDifference(other, true);
  };
  const own = (): number => secondsOf(1, distances) / digests.length ** 2;
  const theirs = (): number => secondsOf(1, peerDistances) / peers.length ** 2;
  own();
  theirs();
  await compareInTurn('distance of two digests', "npm's tlsh", pairs, own, theirs);
  const millions = Array.from({ length: pairs }, () => {
    const before = process.cpuUsage();
    distances();
    const { user, system } = process.cpuUsage(before);
    return digests.length ** 2 / (user + system);
  }).sort((one, other) => one - other);
  const median = millions[pairs >> 1].toFixed(1);
  console.log(`distances: ${median} million a second of processor time (median of ${pairs}; 10 wanted)`);
  if (Number.isNaN(sum)) throw new Error('A distance is not a number.');
}

function digestOf(bytes: Uint8Array): TlshDigest | null {
  const hasher = new TlshHasher();
  hasher.update(bytes);
  const result = hasher.finish();
  return result.kind === 'digest' ? result.digest : null;
}

/** Seconds that one of `times` runs takes. */
function secondsOf(times: number, work: () => unknown): number {
  const begin = performance.now();
  for (let run = 0; run < times; run++) work();
  return (performance.now() - begin) / 1e3 / times;
}
