import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Failure } from '../../shared/connection';
import type { PacketBatch } from './packet-source';
import type { PacketEncoder } from './packet-encoder';
import { PcapEncoder } from './pcap-encoder';
import { PcapngEncoder } from './pcapng-encoder';
import { describeWriteFailure } from './write-failure';

export type CaptureFormat = 'pcap' | 'pcapng';

/** Encoded bytes that are gathered before they go to the file. */
const flushBytes = 1024 * 1024;

/** The format that a file name asks for: pcap where it ends in .pcap or .cap, else pcapng. */
export function formatOf(path: string): CaptureFormat {
  return /\.p?cap$/i.test(path) ? 'pcap' : 'pcapng';
}

/**
 * Writes packets to one capture file. After a failure the file ends with its last whole packet, as far as the system still
 * allows, and further writes do nothing.
 */
export class CaptureWriter {
  /** Bytes and packets that are in the file. */
  bytes = 0;
  packets = 0;
  /** Packets left out because pcap holds a single link type. */
  skippedPackets = 0;
  private readonly encoder: PacketEncoder;
  private handle: FileHandle | null = null;

  constructor(
    readonly path: string,
    format: CaptureFormat = formatOf(path),
  ) {
    this.encoder = format === 'pcap' ? new PcapEncoder() : new PcapngEncoder();
  }

  /** Creates the file, or empties it, and writes its header. */
  async open(): Promise<Failure | null> {
    this.encoder.start();
    try {
      this.handle = await open(this.path, 'w');
    } catch (error) {
      return describeWriteFailure(error, this.path);
    }
    return this.flush();
  }

  /** Writes packets [from, to) of the batch; they are in the file when the promise resolves. */
  async write(batch: PacketBatch, from = 0, to = batch.count): Promise<Failure | null> {
    let added = 0;
    for (let index = from; index < to && this.handle !== null; index++) {
      const hasAdded = this.encoder.add(
        batch.data,
        batch.offsets[index],
        batch.capturedLengths[index],
        batch.wireLengths[index],
        batch.timestampsUs[index],
        batch.linkTypes[index],
      );
      if (hasAdded) added++;
      else this.skippedPackets++;
      if (this.encoder.pendingBytes < flushBytes && index + 1 < to) continue;
      const failure = await this.flush();
      if (failure !== null) return failure;
      this.packets += added;
      added = 0;
    }
    return null;
  }

  async close(): Promise<Failure | null> {
    const { handle } = this;
    this.handle = null;
    try {
      await handle?.close();
      return null;
    } catch (error) {
      return describeWriteFailure(error, this.path);
    }
  }

  private async flush(): Promise<Failure | null> {
    const { handle } = this;
    const pending = this.encoder.take();
    if (handle === null) return null;
    try {
      for (let at = 0; at < pending.length;) {
        at += (await handle.write(pending, at, pending.length - at)).bytesWritten;
      }
      this.bytes += pending.length;
      return null;
    } catch (error) {
      await handle.truncate(this.bytes).catch(() => {});
      await this.close();
      return describeWriteFailure(error, this.path);
    }
  }
}
