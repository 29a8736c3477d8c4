/** Judges the captures of a labelled folder. */
import { join } from 'node:path';
import { FileSource } from '../../main/capture/file-source';
import type { PacketBatch } from '../../main/capture/packet-source';
import { LabelIndex, type MiningFlow } from '../training/labels';
import { enter, enterWatch, type Book, type Origin } from './book';
import { flaws, type Flaw } from './flaws';
import { judgePackets, type JudgeOptions } from './judge-packets';
import { joinOpinions, unseen, type Opinion } from './judgement';
import {
  kindOf,
  nameOthers,
  originOf,
  sourceOf,
  truthOf,
  type EvaluatedCapture,
  type LabelledFolder,
} from './labelled-folder';

export interface CaptureOptions extends JudgeOptions {
  /** Put into every capture first. */
  readonly flaw?: Flaw;
}

/**
 * Enters every connection of the folder into the book. What counts as found is the labelled session: one that the product
 * never saw as a connection is missed. Connections on the ends of a labelled miner are never false alarms.
 */
export async function judgeCaptures(
  folder: LabelledFolder,
  given: Origin,
  options: CaptureOptions,
  book: Book,
  onProgress?: (file: string, at: number) => void,
): Promise<void> {
  for (const [at, capture] of folder.captures.entries()) {
    onProgress?.(capture.file, at);
    await judgeCapture(folder.path, capture, given, options, book);
  }
}

async function* spoil(batches: AsyncIterable<PacketBatch>, flaw = flaws[0]): AsyncGenerator<PacketBatch> {
  const change = flaw.begin();
  for await (const batch of batches) yield change(batch);
}

async function judgeCapture(
  path: string,
  capture: EvaluatedCapture,
  given: Origin,
  options: CaptureOptions,
  book: Book,
): Promise<void> {
  const origin = originOf(capture, given);
  const source = sourceOf(capture);
  const labels = new LabelIndex(capture);
  const nameOther = nameOthers(capture);
  const opinions = new Map<MiningFlow, Opinion>();
  for (const { src, sport, dst, dport } of capture.mining_flows) {
    const flow = labels.find(src, sport, dst, dport);
    if (flow) opinions.set(flow, unseen);
  }
  const packets = new FileSource(join(path, capture.file)).open(new AbortController().signal);
  const hostSeconds = await judgePackets(spoil(packets, options.flaw), options, (connection) => {
    const { client, clientPort, server, serverPort } = connection;
    const flow = labels.find(client, clientPort, server, serverPort);
    if (flow !== null) {
      opinions.set(flow, joinOpinions(opinions.get(flow) ?? unseen, connection));
      return;
    }
    const where = `${capture.file} ${client}:${clientPort} ${server}:${serverPort}`;
    const kind = nameOther(client, clientPort, server, serverPort);
    enter(book, origin, source, { ...connection, truth: 'other', kind, where });
  });
  for (const [flow, opinion] of opinions) {
    const where = `${capture.file} ${flow.src}:${flow.sport} ${flow.dst}:${flow.dport}`;
    const seconds = flow.duration_s;
    enter(book, origin, source, { ...opinion, truth: truthOf(flow), kind: kindOf(flow), seconds, where });
  }
  enterWatch(book, origin, source, hostSeconds);
}
