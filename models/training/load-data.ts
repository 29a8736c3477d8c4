/** The data the models are trained on: labelled real captures, and generated traffic. */
import { join } from 'node:path';
import { FileSource } from '../../main/capture/file-source';
import { collectSamples, DataSet } from './collect-samples';
import { LabelIndex, readLabels } from './labels';

/** Folders of real captures that are left out together when splitting by source. */
const sourceOf = (file: string): string => file.split('/')[0];

/** Adds every real capture of the data folder. Connections that a pool refused are left out: neither mining nor innocent. */
export async function addRealCaptures(folder: string, kind: 'flow' | 'packet', dataSet: DataSet): Promise<void> {
  const captures = join(folder, 'captures');
  for (const capture of readLabels(captures)) {
    const labels = new LabelIndex(capture);
    const source = new FileSource(join(captures, capture.file));
    await collectSamples(
      source.open(new AbortController().signal),
      (client, clientPort, server, serverPort) => {
        const flow = labels.find(client, clientPort, server, serverPort);
        if (flow === null) return { label: 0, kind: 'real' };
        return flow.kind === 'rejected-or-probe' ? null : { label: 1, kind: flow.kind };
      },
      { source: sourceOf(capture.file), file: capture.file },
      kind,
      dataSet,
    );
  }
}

/** Adds generated connections; each kind of pool or application is a source of its own. */
export async function addGenerated(
  seed: number,
  connections: number,
  kind: 'flow' | 'packet',
  dataSet: DataSet,
): Promise<void> {
  if (connections === 0) return;
  const { generateBatches } = await import('../generator/generated-batches');
  for (const { batches, label, kind: trafficKind, group } of generateBatches({ seed, connections })) {
    await collectSamples(
      batches,
      () => ({ label: label === 'mining' ? 1 : 0, kind: trafficKind }),
      { source: `generated:${group}`, file: trafficKind },
      kind,
      dataSet,
    );
  }
}
