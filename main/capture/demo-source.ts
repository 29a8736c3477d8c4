import { setTimeout as sleepFor } from 'node:timers/promises';
import { FileSource } from './file-source';
import type { CaptureStats, PacketBatch, PacketSource } from './packet-source';

/** The clock that a demo plays by; tests pass their own. */
export interface PlayClock {
  /** Milliseconds that never run backwards. */
  nowMs(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const realClock: PlayClock = {
  nowMs: () => performance.now(),
  sleep: (ms, signal) => sleepFor(ms, undefined, { signal }).catch(() => {}),
};

/** Time between batches. */
const tickMs = 50;
/** A gap in the capture never keeps a spectator waiting longer than this. */
const longestWaitMs = 5_000;

/** Plays a capture file in the pace in which it was taken, times `speed`. */
export class DemoSource implements PacketSource {
  readonly kind = 'demo';
  readonly label: string;
  readonly tool = null;
  readonly timestamps = 'file';
  private readonly file: FileSource;
  private readonly speed: number;
  private readonly clock: PlayClock;
  private packets = 0;
  private bytes = 0;

  /** `speed` above 0: 1 is the capture's own pace, 60 plays a minute in a second. */
  constructor(path: string, options: { speed?: number; clock?: PlayClock } = {}) {
    this.label = path;
    this.file = new FileSource(path);
    this.speed = options.speed ?? 1;
    this.clock = options.clock ?? realClock;
  }

  async *open(signal: AbortSignal): AsyncGenerator<PacketBatch, void, undefined> {
    const usPerMs = 1000 * this.speed;
    let startMs = this.clock.nowMs();
    let startUs = Number.NaN;
    for await (const batch of this.file.open(signal)) {
      if (Number.isNaN(startUs) && batch.count > 0) {
        startMs = this.clock.nowMs();
        startUs = batch.timestampsUs[0];
      }
      let next = 0;
      while (next < batch.count) {
        const playedUs = (this.clock.nowMs() - startMs) * usPerMs;
        const from = next;
        while (next < batch.count && batch.timestampsUs[next] - startUs <= playedUs) next++;
        const part = sliceBatch(batch, from, next);
        this.count(part);
        yield part;
        if (signal.aborted) return;
        if (next < batch.count) {
          const aheadUs = batch.timestampsUs[next] - startUs - playedUs;
          startUs += Math.max(aheadUs - longestWaitMs * usPerMs, 0);
          await this.clock.sleep(tickMs, signal);
          if (signal.aborted) return;
        }
      }
    }
  }

  stats(): CaptureStats {
    // How much of the file was read says nothing about how much of it was played.
    return { ...this.file.stats(), packets: this.packets, bytes: this.bytes, totalBytes: null };
  }

  private count(batch: PacketBatch): void {
    this.packets += batch.count;
    for (let index = 0; index < batch.count; index++) this.bytes += batch.capturedLengths[index];
  }
}

/** Packets [from, to) of a batch, as valid as the batch itself. */
function sliceBatch(batch: PacketBatch, from: number, to: number): PacketBatch {
  return {
    data: batch.data,
    count: to - from,
    offsets: batch.offsets.subarray(from, to),
    capturedLengths: batch.capturedLengths.subarray(from, to),
    wireLengths: batch.wireLengths.subarray(from, to),
    timestampsUs: batch.timestampsUs.subarray(from, to),
    linkTypes: batch.linkTypes.subarray(from, to),
  };
}
