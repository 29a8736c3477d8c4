/** The data the models are trained on: labelled real captures, and generated traffic. */
import { join } from 'node:path';
import { FileSource } from '../../main/capture/file-source';
import { anyDisguise } from '../generator/disguises';
import { everyday } from '../generator/everyday';
import { generateTraffic } from '../generator/generate-traffic';
import type { GeneratedConnection } from '../generator/generated-connection';
import { mergeByTime } from '../generator/packet-batches';
import { collectSamples, type DataSet, type LabelOf, type Origin } from './collect-samples';
import { LabelIndex, readLabels } from './labels';

/** Bytes captured of a generated packet: headers only. */
const snapLength = 96;
/** Generated connections that share one pipeline run. */
const connectionsPerRun = 200;

/** Scorings kept of a generated connection: many connections teach more than many moments of one. */
const samplesPerGenerated = 3;

/** Adds every real capture of the data folder. Miners that a pool refused or that left at once are left out: neither mining nor innocent. */
export async function addRealCaptures(folder: string, kind: 'flow' | 'packet', dataSet: DataSet): Promise<void> {
  const captures = join(folder, 'captures');
  for (const capture of readLabels(captures)) {
    const labels = new LabelIndex(capture);
    // Folders of captures are what is left out together when splitting by source.
    const source = capture.file.split('/')[0];
    const labelOf: LabelOf = (client, clientPort, server, serverPort) => {
      const flow = labels.find(client, clientPort, server, serverPort);
      const origin = { origin: 'real', source, group: capture.file } as const;
      if (flow === null) return { ...origin, label: 0, kind: 'other' };
      return flow.kind === 'session' ? { ...origin, label: 1, kind: flow.what } : null;
    };
    const packets = new FileSource(join(captures, capture.file)).open(new AbortController().signal);
    await collectSamples(packets, labelOf, kind, dataSet);
  }
}

/**
 * Adds generated connections: the whole catalogue, `mining` of them (0..1) mining, all disguised or none, or everyday ones.
 * Each kind of traffic is a source of its own.
 */
export async function addGenerated(
  options: { seed: number; connections: number; mining?: number; isDisguised?: boolean; isEveryday?: boolean },
  kind: 'flow' | 'packet',
  dataSet: DataSet,
): Promise<void> {
  const { isDisguised = false, isEveryday = false, ...traffic } = options;
  if (traffic.connections === 0) return;
  const origin = isDisguised ? 'disguised' : 'generated';
  let run: GeneratedConnection[] = [];
  const all = generateTraffic({
    ...traffic,
    snapLength,
    ...(isDisguised && { disguise: anyDisguise }),
    ...(isEveryday && everyday),
  });
  for (const connection of all) {
    run.push(connection);
    if (run.length < connectionsPerRun) continue;
    await addRun(run, origin, kind, dataSet);
    run = [];
  }
  await addRun(run, origin, kind, dataSet);
}

async function addRun(
  run: readonly GeneratedConnection[],
  origin: Exclude<Origin, 'real'>,
  kind: 'flow' | 'packet',
  dataSet: DataSet,
): Promise<void> {
  const ends = ({ address, port }: { address: string; port: number }): string => `${address}|${port}`;
  const byEnds = new Map<string, GeneratedConnection>();
  for (const connection of run) {
    byEnds.set(`${ends(connection.client)}|${ends(connection.server)}`, connection);
    byEnds.set(`${ends(connection.server)}|${ends(connection.client)}`, connection);
  }
  const labelOf: LabelOf = (client, clientPort, server, serverPort) => {
    const found = byEnds.get(`${client}|${clientPort}|${server}|${serverPort}`);
    if (!found || (found.outcome !== null && found.outcome !== 'session')) return null;
    const source = `${origin}:${found.kind.split('/').slice(0, 2).join('/')}`;
    const label = found.label === 'mining' ? 1 : 0;
    return { origin, label, kind: found.kind, source, group: found.group };
  };
  await collectSamples(mergeByTime(run), labelOf, kind, dataSet, samplesPerGenerated);
}
