/** Use of the cores from counters of their time. */

/** Time that a core has been at work and in all, in any one unit. */
export interface CoreTimes {
  readonly busy: number;
  readonly total: number;
}

const spanMs = 10_000;
/** After a gap like this (the machine slept) the past tells nothing. */
const gapMs = 30_000;

/** Shares over the last ten seconds. Cores may come and go. */
export class CoreUsage {
  private readings: { atMs: number; cores: readonly CoreTimes[] }[] = [];

  add(cores: readonly CoreTimes[], atMs: number): void {
    const last = this.readings.at(-1);
    if (last !== undefined && (atMs - last.atMs > gapMs || last.cores.length !== cores.length)) this.readings = [];
    this.readings.push({ atMs, cores });
    while (this.readings.length > 2 && this.readings[1].atMs <= atMs - spanMs) this.readings.shift();
  }

  /** Share of all cores and of each, 0..1; null with fewer than two readings. */
  shares(): { usage: number; perCore: number[] } | null {
    const [first] = this.readings;
    const last = this.readings.at(-1);
    if (last === undefined || last === first) return null;
    let [busySum, totalSum] = [0, 0];
    const perCore = last.cores.map(({ busy, total }, at) => {
      const passed = Math.max(0, total - first.cores[at].total);
      const worked = Math.min(passed, Math.max(0, busy - first.cores[at].busy));
      busySum += worked;
      totalSum += passed;
      return passed > 0 ? worked / passed : 0;
    });
    return totalSum > 0 ? { usage: busySum / totalSum, perCore } : null;
  }
}
