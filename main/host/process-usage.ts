/** How much processor time programs take. */
import type { ProcessHint, UnavailableReason } from '../../shared/host';

/** One process. Use in cores: 1 is one core fully used. A figure is null until there are two readings. */
export interface ProcessUsage {
  readonly pid: number;
  readonly name: string;
  /** Over the last ten seconds, the last minute, and the last minute with all descendants. */
  readonly cpu: number | null;
  readonly cpuMinute: number | null;
  readonly treeCpuMinute: number | null;
  /** Coefficient of variation of the use with all descendants in steps of five seconds, and how many seconds it covers (at most 600). */
  readonly variation: number | null;
  readonly variationSeconds: number;
  /** Processor seconds, with all descendants, since it was first seen. */
  readonly cpuSeconds: number;
  readonly residentBytes: number | null;
  readonly hints: readonly ProcessHint[];
}

/** The machine as a whole. Shares 0..1. */
export interface ProcessorUse {
  /** Of all cores over the last ten seconds. */
  readonly usage: number | null;
  readonly perCore: readonly number[];
  readonly reason: UnavailableReason | null;
}

/** Samples the processor use of this machine while it is on. */
export interface ProcessorMonitor {
  /** Takes one reading; to be called about once a second. Never rejects. */
  sample(): Promise<void>;
  machine(): ProcessorUse;
  /** Follows this process and its descendants closely; the others may be read less often. */
  follow(pid: number): void;
  /** null: no such process. */
  usageOf(pid: number): ProcessUsage | null;
  /** Use of the process with its descendants in steps of a second, oldest first, at most 600: [ms since the epoch at the step's end, cores]. */
  historyOf(pid: number): readonly (readonly [number, number])[];
  /** The busiest over the last minute, busiest first. */
  busiest(count: number): ProcessUsage[];
  dispose(): void;
}
