/** Generated traffic in pieces that can be judged apart, in any order and by any process, with the same counts. */
import type { LoadedModel } from '../../main/inference/predictor';
import { EndsIndex } from '../ends-index';
import { everyday } from '../generator/everyday';
import { generateTraffic, type TrafficOptions } from '../generator/generate-traffic';
import type { GeneratedConnection } from '../generator/generated-connection';
import { mergeByTime } from '../generator/packet-batches';
import { createBook, enter, type Book } from './book';
import type { Truth } from './judgement';
import { judgePackets } from './judge-packets';

/**
 * `look-alikes`: the generator's own mix of benign applications, rich in long quiet connections. `everyday`: what most
 * connections of a host are. `unknown`: protocols drawn at random. `mining`: miners.
 */
export const trafficSets = ['look-alikes', 'everyday', 'mining', 'unknown'] as const;
export type TrafficSet = (typeof trafficSets)[number];

const optionsOf: Readonly<Record<TrafficSet, Partial<TrafficOptions>>> = {
  'look-alikes': { mining: 0, kinds: /^benign\/(?!unknown-protocol)/ },
  everyday,
  mining: { mining: 1 },
  unknown: { mining: 0, kinds: /^benign\/unknown-protocol/ },
};

/** Everything that can be read is used, or nothing after the transport header. */
export type Mode = 'payload' | 'headers';
/** The counts of each mode that was asked for. */
export type Books = Record<Mode, Book>;

/** One piece of work; plain data. */
export interface GeneratedJob {
  readonly set: TrafficSet;
  readonly seed: number;
  readonly connections: number;
  readonly modes: readonly Mode[];
}

/** Connections of one job: enough to keep a process busy for some seconds, few enough to fit in memory. */
const connectionsPerJob = 2000;
/** Connections that share one pipeline, as if they ran in one network. */
const connectionsPerRun = 200;
/** Bytes captured of a packet: headers only, or what live capture keeps. */
const snapLengths = { headers: 96, payload: 2048 };

/** Cuts `connections` of a set into jobs, each with a seed of its own from `seed` on. */
export function cutIntoJobs(
  set: TrafficSet,
  seed: number,
  connections: number,
  modes: readonly Mode[],
): GeneratedJob[] {
  const jobs: GeneratedJob[] = [];
  for (let begin = 0; begin < connections; begin += connectionsPerJob) {
    const size = Math.min(connectionsPerJob, connections - begin);
    const offset = trafficSets.indexOf(set) * 100_000 + jobs.length;
    jobs.push({ set, seed: seed + offset, connections: size, modes });
  }
  return jobs;
}

/** Generates and judges the connections of a job. */
export async function judgeGenerated(job: GeneratedJob, model: LoadedModel): Promise<Books> {
  const books: Books = { payload: createBook(), headers: createBook() };
  const traffic = generateTraffic({
    seed: job.seed,
    connections: job.connections,
    ...optionsOf[job.set],
    snapLength: job.modes.includes('payload') ? snapLengths.payload : snapLengths.headers,
  });
  let run: GeneratedConnection[] = [];
  for (const connection of traffic) {
    run.push(connection);
    if (run.length < connectionsPerRun) continue;
    await judgeRun(run, job, model, books);
    run = [];
  }
  await judgeRun(run, job, model, books);
  return books;
}

async function judgeRun(
  run: readonly GeneratedConnection[],
  job: GeneratedJob,
  model: LoadedModel,
  books: Books,
): Promise<void> {
  const byEnds = new EndsIndex<GeneratedConnection>();
  for (const connection of run) {
    const { client, server } = connection;
    byEnds.set(client.address, client.port, server.address, server.port, connection);
  }
  const batches = [...mergeByTime(run)];
  for (const mode of job.modes) {
    await judgePackets(batches, { model, isHeadersOnly: mode === 'headers' }, (judged) => {
      const made = byEnds.find(judged.client, judged.clientPort, judged.server, judged.serverPort);
      // What cannot be traced is innocent: calling it mining would count as a false alarm.
      const kind = made?.kind ?? 'unknown';
      const truth = made ? truthOf(made) : 'other';
      const where = `seed ${job.seed}, group ${made?.group}, ${judged.client}:${judged.clientPort}`;
      enter(books[mode], 'generated', job.set, { ...judged, truth, kind, where });
    });
  }
}

function truthOf({ outcome }: GeneratedConnection): Truth {
  if (outcome === null) return 'other';
  return outcome === 'session' ? 'mining' : 'aside';
}
