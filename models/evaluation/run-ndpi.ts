/** What nDPI says about the same files: its ndpiReader, where it is installed. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LabelIndex, type MiningFlow } from '../training/labels';
import type { Origin } from './book';
import { originOf, sourceOf, truthOf, type LabelledFolder } from './labelled-folder';
import { longSeconds } from './tally';

const run = promisify(execFile);

/** Counts of one source. Flows are nDPI's own: it splits and unwraps in its own way. */
export interface NdpiCount {
  readonly origin: Origin;
  readonly source: string;
  sessions: number;
  found: number;
  longSessions: number;
  longFound: number;
  others: number;
  alarms: number;
}

/** A flow of ndpiReader's CSV. */
export interface NdpiFlow {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  /** Such as `TLS.Google`. */
  readonly protocol: string;
}

/** Version of the installed ndpiReader, or null. */
export async function ndpiVersion(): Promise<string | null> {
  const banner = await run('ndpiReader', ['-h']).then(
    ({ stdout }) => stdout,
    // The help ends with exit code 0 or 1, by version.
    (error: { stdout?: string }) => error.stdout ?? '',
  );
  return /nDPI (\d+\.\d+(?:\.\d+)?)/.exec(banner)?.[1] ?? null;
}

/** Reads ndpiReader's CSV by the names in its first line. */
export function parseNdpiCsv(text: string): NdpiFlow[] {
  const [head, ...lines] = text.split('\n').filter((line) => line !== '');
  if (head === undefined) return [];
  const names = head.replace(/^#/, '').split(',');
  const column = (name: string): number => names.indexOf(name);
  const [client, clientPort, server, serverPort] = ['src_ip', 'src_port', 'dst_ip', 'dst_port'].map(column);
  const protocol = column('ndpi_proto');
  return lines.map((line) => {
    const cells = line.split(',');
    return {
      client: cells[client] ?? '',
      clientPort: Number(cells[clientPort]),
      server: cells[server] ?? '',
      serverPort: Number(cells[serverPort]),
      protocol: cells[protocol] ?? '',
    };
  });
}

/**
 * Counts what nDPI calls mining (by protocol; 4.2 has no such risk) in the captures of a folder. Labelled miners that were refused count
 * neither way.
 */
export async function judgeByNdpi(
  folder: LabelledFolder,
  given: Origin,
  onProgress?: (file: string, at: number) => void,
): Promise<NdpiCount[]> {
  const counts: NdpiCount[] = [];
  const scratch = await mkdtemp(join(tmpdir(), 'kanaria-ndpi-'));
  try {
    for (const [at, capture] of folder.captures.entries()) {
      onProgress?.(capture.file, at);
      const origin = originOf(capture, given);
      const source = sourceOf(capture);
      let count = counts.find((each) => each.origin === origin && each.source === source);
      if (!count) {
        count = { origin, source, sessions: 0, found: 0, longSessions: 0, longFound: 0, others: 0, alarms: 0 };
        counts.push(count);
      }
      const flows = await readFlows(join(folder.path, capture.file), join(scratch, 'flows.csv'));
      addFlows(count, flows, new LabelIndex(capture), capture.mining_flows);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return counts;
}

async function readFlows(capture: string, csv: string): Promise<NdpiFlow[]> {
  await rm(csv, { force: true });
  // It fails on link types and damage it does not know; what it wrote until then counts.
  await run('ndpiReader', ['-q', '-i', capture, '-C', csv], { timeout: 120_000 }).catch(() => {});
  return parseNdpiCsv(await readFile(csv, 'latin1').catch(() => ''));
}

function addFlows(
  count: NdpiCount,
  flows: readonly NdpiFlow[],
  labels: LabelIndex,
  labelled: readonly MiningFlow[],
): void {
  const found = new Set<MiningFlow>();
  for (const { client, clientPort, server, serverPort, protocol } of flows) {
    const isMining = /mining/i.test(protocol);
    const flow = labels.find(client, clientPort, server, serverPort);
    if (flow === null) {
      count.others++;
      if (isMining) count.alarms++;
    } else if (isMining) {
      found.add(flow);
    }
  }
  for (const flow of labelled) {
    if (truthOf(flow) !== 'mining') continue;
    const isLong = flow.duration_s >= longSeconds;
    count.sessions++;
    if (isLong) count.longSessions++;
    if (found.has(flow)) count.found++;
    if (found.has(flow) && isLong) count.longFound++;
  }
}
