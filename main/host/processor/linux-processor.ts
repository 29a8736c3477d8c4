/** Processor use on Linux, from /proc. */
import type { ProcessorMonitor, ProcessorUse, ProcessUsage } from '../process-usage';
import { CoreUsage } from './core-usage';
import { LinuxReadings } from './linux-readings';
import { UsageTracker, type ProcessReading } from './usage-tracker';

/** Processes that nobody follows are read so often at most, and so that it takes this share of one core at most. */
const completeEveryMs = 5000;
const completeShare = 0.005;
/** The first use of each is known after this time. */
const soonMs = 1000;
const hugeEveryMs = 10_000;

export class LinuxProcessor implements ProcessorMonitor {
  private readonly tracker = new UsageTracker();
  private readonly cores = new CoreUsage();
  private readonly readings: LinuxReadings;
  private readonly hugeBytes = new Map<number, number>();
  private nextCompleteMs = Number.NEGATIVE_INFINITY;
  private nextHugeMs = Number.NEGATIVE_INFINITY;
  private hasCores = true;
  private isFirst = true;
  /** Milliseconds since the epoch less the clock that is used here. */
  private readonly epochMs = Date.now() - performance.now();

  /** `root`: /proc, or a tree like it. `now`: milliseconds of a clock that never goes back. */
  constructor(
    root = '/proc',
    private readonly now: () => number = () => performance.now(),
  ) {
    this.readings = new LinuxReadings(root);
  }

  sample(): Promise<void> {
    const atMs = this.now();
    const cores = this.readings.readCores();
    this.hasCores = cores !== null && cores.length > 0;
    if (cores !== null) this.cores.add(cores, atMs);
    const isComplete = atMs >= this.nextCompleteMs;
    const pids = isComplete ? this.readings.listPids() : this.tracker.followedTrees();
    const read: ProcessReading[] = [];
    for (const pid of pids) {
      const reading = this.readings.read(pid);
      if (reading === null) {
        if (!isComplete) this.tracker.drop(pid);
      } else read.push(this.withHugePages(reading));
    }
    this.tracker.add(read, atMs, isComplete);
    if (atMs >= this.nextHugeMs) this.readHugePages(atMs);
    if (isComplete) {
      const laterMs = Math.max(completeEveryMs, (this.now() - atMs) / completeShare);
      this.nextCompleteMs = atMs + (this.isFirst ? soonMs : laterMs);
      this.isFirst = false;
    }
    return Promise.resolve();
  }

  machine(): ProcessorUse {
    const shares = this.cores.shares();
    if (shares !== null) return { ...shares, reason: null };
    return { usage: null, perCore: [], reason: this.hasCores ? 'warming-up' : 'not-supported' };
  }

  follow(pid: number): void {
    this.tracker.follow(pid);
  }

  usageOf(pid: number): ProcessUsage | null {
    return this.tracker.usageOf(pid);
  }

  historyOf(pid: number): readonly (readonly [number, number])[] {
    return this.tracker.historyOf(pid).map(([atMs, cores]) => [atMs + this.epochMs, cores] as const);
  }

  busiest(count: number): ProcessUsage[] {
    return this.tracker.busiest(count);
  }

  dispose(): void {
    this.hugeBytes.clear();
  }

  private withHugePages(reading: ProcessReading): ProcessReading {
    const huge = this.hugeBytes.get(reading.pid);
    return huge === undefined ? reading : { ...reading, residentBytes: (reading.residentBytes ?? 0) + huge };
  }

  private readHugePages(atMs: number): void {
    this.nextHugeMs = atMs + hugeEveryMs;
    this.hugeBytes.clear();
    for (const pid of this.tracker.followedTrees()) {
      const bytes = this.readings.readHugeBytes(pid);
      if (bytes > 0) this.hugeBytes.set(pid, bytes);
    }
  }
}
