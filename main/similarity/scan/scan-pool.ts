/** Jobs to lanes: small files several at a time, a big one alone, none lost when a thread breaks. */
import { openOwnLane } from './own-lane';
import { ScanGauge } from './scan-gauge';
import type { LaneEvents, ScanLane } from './scan-lane';
import type { JobMessage, JobReply, RunnerSetup, ScanJob } from './scan-messages';
import { openWorkerLane } from './worker-lane';

/** A lane is given more as long as it has less to do than this. */
const aheadJobs = 16;
const aheadBytes = 8 * 1024 * 1024;
/** Less than this is done before another thread has started. */
const littleBytes = 1024 * 1024;

export interface PoolOptions {
  readonly setup: RunnerSetup;
  /** 0: this thread. */
  readonly workers: number;
  /** The next job, or null while there is none; then `wake` says when there is. */
  readonly take: () => JobMessage | null;
  readonly onReply: (reply: JobReply) => void;
}

interface Place {
  readonly lane: ScanLane;
  /** Given and not done, the one under way first. */
  readonly given: JobMessage[];
  bytes: number;
}

export class ScanPool {
  readonly gauge = new ScanGauge();
  private readonly places = new Map<number, Place>();
  private readonly returned: JobMessage[] = [];
  private workers: number;

  constructor(private readonly options: PoolOptions) {
    this.workers = options.workers;
  }

  /** Hands out what there is. Threads are started when there is something for them. */
  wake(): void {
    for (;;) {
      const number = this.findRoom();
      const message = number === null ? null : (this.returned.shift() ?? this.options.take());
      if (number === null || message === null) return;
      this.give(this.places.get(number) ?? this.open(number), message);
    }
  }

  /** Ends all lanes, whatever they do. */
  async close(): Promise<void> {
    this.gauge.stop();
    const lanes = [...this.places.values()].map(({ lane }) => lane.close());
    this.places.clear();
    await Promise.all(lanes);
  }

  /** An idle lane, else one with little to do, else a new one, else the one with the least to do; null: all are busy. */
  private findRoom(): number | null {
    let best: number | null = null;
    let leastBytes = aheadBytes;
    let unopened: number | null = null;
    for (let number = 0; number < Math.max(1, this.workers); number++) {
      const place = this.places.get(number);
      if (place === undefined) unopened ??= number;
      else if (place.given.length === 0) return number;
      else if (place.given.length < aheadJobs && place.bytes < leastBytes) {
        best = number;
        leastBytes = place.bytes;
      }
    }
    return leastBytes < littleBytes ? best : (unopened ?? best);
  }

  private give(place: Place, message: JobMessage): void {
    place.given.push(message);
    place.bytes += bytesOf(message.job);
    place.lane.post(message);
  }

  private open(number: number): Place {
    const events: LaneEvents = {
      onReply: (reply) => this.receive(number, reply),
      onGone: (hasBegun) => this.replace(number, hasBegun),
    };
    const { setup } = this.options;
    const place: Place = { lane: this.openLane(setup, number, events), given: [], bytes: 0 };
    this.places.set(number, place);
    return place;
  }

  private openLane(setup: RunnerSetup, number: number, events: LaneEvents): ScanLane {
    if (this.workers > 0) {
      try {
        return openWorkerLane(setup, this.gauge, number, events);
      } catch {
        this.workers = 0;
      }
    }
    return openOwnLane(setup, this.gauge, number, events);
  }

  private receive(number: number, reply: JobReply): void {
    const place = this.places.get(number);
    if (reply.isDone && place !== undefined) {
      const [message] = place.given.splice(
        place.given.findIndex(({ id }) => id === reply.id),
        1,
      );
      place.bytes -= bytesOf(message.job);
    }
    this.options.onReply(reply);
    this.wake();
  }

  /** After a thread is gone: the job that was under way is to blame, the others are done elsewhere. */
  private replace(number: number, hasBegun: boolean): void {
    const place = this.places.get(number);
    if (place === undefined) return;
    this.places.delete(number);
    // A thread that never worked shows that none can be had.
    if (!hasBegun) this.workers = 0;
    const broken = hasBegun ? place.given.shift() : undefined;
    this.returned.push(...place.given);
    if (broken) this.options.onReply({ id: broken.id, findings: failAll(broken.job), isDone: true });
    this.wake();
  }
}

function bytesOf(job: ScanJob): number {
  return job.kind === 'file' ? job.size : job.lines.length * 1024;
}

function failAll(job: ScanJob): JobReply['findings'] {
  if (job.kind === 'file') return [{ kind: 'skipped', skipped: { path: job.shownPath, reason: 'read-failed' } }];
  return job.lines.map((path) => ({ kind: 'skipped', skipped: { path, reason: 'read-failed' } }));
}
