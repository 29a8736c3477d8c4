/** Runs captures through the product's own pipeline and keeps what the models would have seen. */
import { formatAddress } from '../../main/decode/format-address';
import type { PacketBatch } from '../../main/capture/packet-source';
import { flowFeatureCount } from '../../main/features/flow-features';
import { packetFeatureCount } from '../../main/features/packet-features';
import { lastsTo } from '../../main/inference/calibration';
import type { LoadedModel } from '../../main/inference/predictor';
import { Pipeline } from '../../main/pipeline';

/** One scoring of one connection. */
export interface Sample {
  readonly features: Float32Array;
  /** 1 mining, 0 not. */
  readonly label: 0 | 1;
  /** Index into the connections of the data set. */
  readonly connection: number;
  readonly seconds: number;
  readonly messages: number;
}

/** `disguised`: generated, then padded, delayed, thinned out or mixed with dummies. */
export type Origin = 'real' | 'generated' | 'disguised';

/** A labelled connection; generated ones only if they were scored at least once. */
export interface SampledConnection {
  readonly origin: Origin;
  /** Left out as a whole when splitting: a repository of captures, or a kind of traffic of the lab or the generator. */
  readonly source: string;
  /** The capture file, or the generated pool or application: never on both sides of a split. */
  readonly group: string;
  readonly kind: string;
  readonly label: 0 | 1;
  readonly seconds: number;
}

/** Part of a data set; its samples name connections of its own. */
export interface SamplePiece {
  readonly samples: readonly Sample[];
  readonly connections: readonly SampledConnection[];
}

/** Grows as captures are added. */
export class DataSet implements SamplePiece {
  readonly samples: Sample[] = [];
  readonly connections: SampledConnection[] = [];
  /** Recorded connections that do not mine, and how many of them lasted long enough to be judged. */
  realOthers = 0;
  realOthersJudged = 0;
  /** Of these, how many lasted five minutes. */
  realOthersLasting = 0;

  /** Adds generated connections that were collected elsewhere. */
  append({ samples, connections }: SamplePiece): void {
    const before = this.connections.length;
    for (const sample of samples) this.samples.push({ ...sample, connection: before + sample.connection });
    for (const connection of connections) this.connections.push(connection);
  }
}

/** What a connection is, or null to leave it out. */
export type LabelOf = (
  client: string,
  clientPort: number,
  server: string,
  serverPort: number,
) => Omit<SampledConnection, 'seconds'> | null;

const address = new Uint8Array(16);
/** Packets of one connection that the packet model is trained on. */
const mostPackets = 64;

/**
 * Adds the scorings of all TCP connections in the batches; for the packet model, their first packets. At most
 * `mostSamples` scorings of a connection are kept: the last, and others spread evenly over its life.
 */
export async function collectSamples(
  batches: AsyncIterable<PacketBatch> | Iterable<PacketBatch>,
  labelOf: LabelOf,
  kind: 'flow' | 'packet',
  dataSet: DataSet,
  mostSamples = Infinity,
): Promise<void> {
  const pending = new Map<number, { features: Float32Array; seconds: number; messages: number }[]>();
  let latest: Float32Array | null = null;
  let current = -1;
  // Stands in for the model: keeps each input it is asked about.
  const recorder: LoadedModel = {
    kind,
    name: 'recorder',
    version: '0',
    sha256: '',
    calibration: { slope: 1, intercept: 0, lasting: 0 },
    predictor: {
      inputs: kind === 'flow' ? flowFeatureCount : packetFeatureCount,
      logit: (input) => {
        latest = input.slice();
        if (kind === 'packet') keep(current);
        return 0;
      },
    },
  };
  const pipeline: Pipeline = new Pipeline({
    model: recorder,
    isHeadersOnly: true,
    maxConnections: 1_000_000,
    onChanged: (connection) => (current = connection),
    onJudged: (connection) => keep(connection),
    onEnded: (connection) => settle(connection),
  });

  function keep(connection: number): void {
    if (latest === null) return;
    const serial = pipeline.table.serial[connection];
    const kept = pending.get(serial) ?? [];
    if (kind === 'packet' && kept.length >= mostPackets) return;
    kept.push({
      features: latest,
      seconds: pipeline.table.durationUs[connection] / 1e6,
      messages: pipeline.table.messageCount[connection],
    });
    pending.set(serial, kept);
    latest = null;
  }

  function settle(connection: number): void {
    const { table } = pipeline;
    const kept = pending.get(table.serial[connection]);
    pending.delete(table.serial[connection]);
    const client = formatAddress(address, 0, table.readClientAddress(connection, address));
    const server = formatAddress(address, 0, table.readServerAddress(connection, address));
    const found = labelOf(client, table.clientPort(connection), server, table.serverPort(connection));
    if (found === null) return;
    const seconds = table.durationUs[connection] / 1e6;
    if (found.origin === 'real' && found.label === 0) {
      dataSet.realOthers++;
      if (kept) dataSet.realOthersJudged++;
      if (kept && seconds >= lastsTo) dataSet.realOthersLasting++;
    }
    // Recorded connections are listed even when they were over too soon: they belong to what is counted.
    if (!kept && found.origin !== 'real') return;
    const index = dataSet.connections.length;
    dataSet.connections.push({ ...found, seconds });
    if (!kept) return;
    for (const sample of spreadOver(kept, mostSamples)) {
      dataSet.samples.push({ ...sample, label: found.label, connection: index });
    }
  }

  for await (const batch of batches) pipeline.accept(batch);
  pipeline.finish();
}

/** The last item and others at even distances before it, `most` in all. */
function spreadOver<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.round(((at + 1) / most) * items.length) - 1]);
}
