/** Processor use on systems where only a program of the system tells of processes: asked every few seconds. */
import { cpus } from 'node:os';
import type { ProcessorMonitor, ProcessorUse, ProcessUsage } from '../process-usage';
import { CoreUsage } from './core-usage';
import { UsageTracker, type ProcessReading } from './usage-tracker';

const everyMs = 3000;

export class PolledProcessor implements ProcessorMonitor {
  private readonly tracker = new UsageTracker();
  private readonly cores = new CoreUsage();
  private nextMs = Number.NEGATIVE_INFINITY;
  private isReading = false;
  private readonly epochMs = Date.now() - performance.now();

  /** `readProcesses`: null where the system's program failed. */
  constructor(private readonly readProcesses: () => Promise<ProcessReading[] | null>) {}

  async sample(): Promise<void> {
    const atMs = performance.now();
    const times = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
      busy: user + nice + sys + irq,
      total: user + nice + sys + irq + idle,
    }));
    this.cores.add(times, atMs);
    if (this.isReading || atMs < this.nextMs) return;
    this.isReading = true;
    this.nextMs = atMs + everyMs;
    const readings = await this.readProcesses();
    this.isReading = false;
    if (readings !== null) this.tracker.add(readings, performance.now(), true);
  }

  machine(): ProcessorUse {
    const shares = this.cores.shares();
    return shares === null ? { usage: null, perCore: [], reason: 'warming-up' } : { ...shares, reason: null };
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
    this.isReading = true;
  }
}
