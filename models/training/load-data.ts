/** The data the models are trained on: labelled real captures, and generated traffic. */
import { join } from 'node:path';
import { FileSource } from '../../main/capture/file-source';
import { EndsIndex } from '../ends-index';
import { generateTraffic, type TrafficOptions } from '../generator/generate-traffic';
import type { GeneratedConnection } from '../generator/generated-connection';
import { mergeByTime } from '../generator/packet-batches';
import { collectSamples, DataSet, type LabelOf, type Origin, type SamplePiece } from './collect-samples';
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

/** Generates connections, piece by piece, disguised ones as an origin of their own; each kind of traffic is a source of its own. */
export async function* generateSamples(
  options: Omit<TrafficOptions, 'snapLength'>,
  kind: 'flow' | 'packet',
): AsyncGenerator<SamplePiece> {
  const origin = options.disguise === undefined ? 'generated' : 'disguised';
  let run: GeneratedConnection[] = [];
  for (const connection of generateTraffic({ ...options, snapLength })) {
    run.push(connection);
    if (run.length < connectionsPerRun) continue;
    yield await samplesOfRun(run, origin, kind);
    run = [];
  }
  yield await samplesOfRun(run, origin, kind);
}

async function samplesOfRun(
  run: readonly GeneratedConnection[],
  origin: Exclude<Origin, 'real'>,
  kind: 'flow' | 'packet',
): Promise<SamplePiece> {
  const byEnds = new EndsIndex<GeneratedConnection>();
  for (const connection of run) {
    const { client, server } = connection;
    byEnds.set(client.address, client.port, server.address, server.port, connection);
  }
  const labelOf: LabelOf = (client, clientPort, server, serverPort) => {
    const found = byEnds.find(client, clientPort, server, serverPort);
    if (!found || (found.outcome !== null && found.outcome !== 'session')) return null;
    const source = `${origin}:${found.kind.split('/').slice(0, 2).join('/')}`;
    const label = found.label === 'mining' ? 1 : 0;
    return { origin, label, kind: found.kind, source, group: found.group };
  };
  const piece = new DataSet();
  await collectSamples(mergeByTime(run), labelOf, kind, piece, samplesPerGenerated);
  return piece;
}
