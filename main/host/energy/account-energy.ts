/** Adds up the energy that a machine takes above idle since something was found mining on it. */
import type { Energy } from '../../../shared/host';
import type { EnergyAccount } from '../host-monitor';

/** Time that passed while the machine slept is not counted. */
const gapMs = 5000;
const minuteMs = 60_000;
const joulesPerWattHour = 3600;

/** Begins with the first finding; what passes while nothing is found mining is not counted. */
export class EnergySinceFinding implements EnergyAccount {
  private since: string | null = null;
  private joules: number | null = null;
  private lastMs = Number.NaN;
  private recent: { atMs: number; watts: number }[] = [];

  /** `now`: the time of day, for `since`. */
  constructor(private readonly now: () => Date = () => new Date()) {}

  add({ atMs, watts, idleWatts, isMining }: Parameters<EnergyAccount['add']>[0]): void {
    const passedMs = atMs - this.lastMs;
    this.lastMs = atMs;
    const above = watts.kind === 'unavailable' || idleWatts === null ? null : Math.max(0, watts.watts - idleWatts);
    if (above === null) this.recent = [];
    else {
      this.recent.push({ atMs, watts: above });
      while (this.recent[0].atMs < atMs - minuteMs) this.recent.shift();
    }
    if (!isMining) return;
    if (this.since === null) {
      this.since = this.now().toISOString();
      this.joules = null;
      return;
    }
    if (above !== null && passedMs > 0 && passedMs <= gapMs)
      this.joules = (this.joules ?? 0) + (above * passedMs) / 1000;
  }

  report(): Energy {
    const { recent, joules, since } = this;
    const wattsAboveIdle =
      recent.length === 0 ? null : recent.reduce((sum, { watts }) => sum + watts, 0) / recent.length;
    return { since, wattHours: joules === null ? null : joules / joulesPerWattHour, wattsAboveIdle };
  }
}
