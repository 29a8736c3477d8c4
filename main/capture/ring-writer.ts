import { rm } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Failure } from '../../shared/connection';
import { CaptureWriter } from './capture-writer';
import type { PacketBatch } from './packet-source';

export interface RingOptions {
  /** A file holds no more bytes than this, but always one packet. */
  readonly maxFileBytes: number;
  /** A file holds what came within this time. */
  readonly maxFileMs: number;
  /** Files kept; the oldest one goes when there is one more. */
  readonly maxFiles: number;
}

/** At most about a gigabyte, at most ten hours. */
export const defaultRing: RingOptions = { maxFileBytes: 100_000_000, maxFileMs: 3_600_000, maxFiles: 10 };

/** Bytes that a packet takes in a file beyond its own, padding included. */
const packetOverhead = 35;

/**
 * Keeps the newest packets on disk in a ring of capture files that are named as dumpcap names them:
 * `FILE_00001_20261122184000.pcapng`. A failure, a full disk for instance, ends the writing and nothing else.
 */
export class RingWriter {
  /** Why nothing is written any more, or null. */
  failure: Failure | null = null;
  /** The files of the ring, oldest first. */
  readonly files: string[] = [];
  private writer: CaptureWriter | null = null;
  private openedMs = 0;
  private fileNumber = 0;
  private readonly options: RingOptions;

  /** `nowMs` is the time since the Unix epoch. */
  constructor(
    private readonly path: string,
    options: Partial<RingOptions> = {},
    private readonly nowMs: () => number = Date.now,
  ) {
    this.options = { ...defaultRing, ...options };
  }

  /** Begins the first file, so that a name that cannot be written is known before the capture starts. */
  open(): Promise<Failure | null> {
    return this.startFile();
  }

  /** Writes a batch, in the next file where this one is full or old. Tells a failure once. */
  async write(batch: PacketBatch): Promise<Failure | null> {
    let from = 0;
    while (from < batch.count && this.writer !== null) {
      const to = this.lastThatFits(batch, from);
      const isStale = this.nowMs() - this.openedMs >= this.options.maxFileMs;
      if ((to === from || isStale) && this.writer.packets > 0) {
        if ((await this.startFile()) !== null) return this.failure;
        continue;
      }
      const end = Math.max(to, from + 1);
      this.failure = await this.writer.write(batch, from, end);
      if (this.failure !== null) {
        this.writer = null;
        return this.failure;
      }
      from = end;
    }
    return null;
  }

  async close(): Promise<void> {
    await this.writer?.close();
    this.writer = null;
  }

  private lastThatFits(batch: PacketBatch, from: number): number {
    const written = this.writer?.bytes ?? 0;
    let room = this.options.maxFileBytes - written;
    let to = from;
    while (to < batch.count) {
      room -= batch.capturedLengths[to] + packetOverhead;
      if (room < 0) break;
      to++;
    }
    return to;
  }

  private async startFile(): Promise<Failure | null> {
    await this.close();
    this.openedMs = this.nowMs();
    const path = this.nextName();
    const writer = new CaptureWriter(path);
    this.failure = await writer.open();
    if (this.failure !== null) return this.failure;
    this.writer = writer;
    this.files.push(path);
    // A file that somebody else took away is no longer ours to remove.
    if (this.files.length > this.options.maxFiles) await rm(this.files.shift() ?? '', { force: true }).catch(() => {});
    return null;
  }

  private nextName(): string {
    this.fileNumber += 1;
    const extension = extname(this.path);
    const stem = this.path.slice(0, this.path.length - extension.length);
    const number = String(this.fileNumber).padStart(5, '0');
    return `${stem}_${number}_${localStamp(new Date(this.openedMs))}${extension || '.pcapng'}`;
  }
}

/** Local time as `20261122184000`. */
function localStamp(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  return `${day}${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}
