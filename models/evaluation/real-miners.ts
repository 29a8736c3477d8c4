/** Real mining sessions under the adversaries: their messages are read from the captures, changed, and carried by TCP anew. */
import { join } from 'node:path';
import { FileSource } from '../../main/capture/file-source';
import { formatAddress } from '../../main/decode/format-address';
import type { LoadedModel } from '../../main/inference/predictor';
import { createWindow, fillWindow } from '../../main/inference/scorer';
import { Pipeline } from '../../main/pipeline';
import { drawClientAddress, drawMac, drawServerAddress } from '../generator/address-book';
import { connectTcp } from '../generator/generated-connection';
import { drawNetworkPath } from '../generator/network-path';
import { Random } from '../generator/random';
import { Talk } from '../generator/talk';
import { layTcp } from '../generator/tcp-model';
import { LabelIndex } from '../training/labels';
import type { Adversary } from './adversaries';
import { sourceOf, truthOf, type LabelledFolder } from './labelled-folder';
import type { Miner } from './miner';

/** The messages of a real session. */
export interface RealTalk {
  readonly source: string;
  readonly talk: Talk;
}

const snapLength = 96;
const address = new Uint8Array(16);
const startUs = Date.UTC(2026, 0, 5, 8) * 1000;

/** Reads the messages of all labelled sessions of at least `leastSeconds`: what is remembered of each, and when it ended. */
export async function readRealTalks(
  folder: LabelledFolder,
  leastSeconds: number,
  model: LoadedModel,
): Promise<RealTalk[]> {
  const talks: RealTalk[] = [];
  const window = createWindow();
  for (const capture of folder.captures) {
    if (!capture.mining_flows.some((flow) => truthOf(flow) === 'mining')) continue;
    const labels = new LabelIndex(capture);
    const pipeline: Pipeline = new Pipeline({
      model,
      isHeadersOnly: true,
      maxConnections: 200_000,
      onEnded: (connection) => {
        const { table } = pipeline;
        const client = formatAddress(address, 0, table.readClientAddress(connection, address));
        const server = formatAddress(address, 0, table.readServerAddress(connection, address));
        const flow = labels.find(client, table.clientPort(connection), server, table.serverPort(connection));
        if (truthOf(flow) !== 'mining' || (flow?.duration_s ?? 0) < leastSeconds) return;
        fillWindow(table, connection, window);
        if (window.count < 3) return;
        const talk = new Talk();
        for (let at = 0; at < window.count; at++) {
          talk.say((window.times[at] - window.times[0]) * 1e3, window.sizes[at] > 0, Math.abs(window.sizes[at]));
        }
        talk.endMs = (window.durationSeconds - window.times[0]) * 1e3;
        talk.ending = 'server-fin';
        talks.push({ source: sourceOf(capture), talk });
      },
    });
    const packets = new FileSource(join(folder.path, capture.file)).open(new AbortController().signal);
    for await (const batch of packets) pipeline.accept(batch);
    pipeline.finish();
  }
  return talks;
}

/** Each session under the adversary, over the same made-up network every time. */
export function* remakeMiners(talks: readonly RealTalk[], adversary: Adversary, seed: number): Generator<Miner> {
  for (const [at, { source, talk }] of talks.entries()) {
    const random = new Random(seed, at);
    const path = drawNetworkPath(random);
    const client = {
      address: drawClientAddress(random, path.isIpv6),
      port: 40_000 + (at % 20_000),
      mac: drawMac(random),
    };
    const server = { address: drawServerAddress(random, path.isIpv6, false), port: 3333, mac: drawMac(random) };
    const changed = adversary.disguise?.(talk, random) ?? talk;
    const description = {
      label: 'mining' as const,
      kind: source,
      group: `real/${at}`,
      isEncrypted: false,
      isRefused: false,
      isCutAtStart: false,
      serverName: '',
    };
    const ends = { client, server, path, random, startUs, snapLength };
    yield { kind: source, connections: [connectTcp(layTcp(changed, path, random), description, ends)] };
  }
}
