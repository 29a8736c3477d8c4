/** Learns what this machine takes when it does nothing. */
import type { Baseline } from '../../../shared/host';
import type { BaselineLearner } from '../host-monitor';

/** Below this share of all cores a machine is quiet. */
const quietUsage = 0.1;
const neededSeconds = 120;
/** Readings are gathered in bins of this width. */
const binWatts = 0.1;
/** Old readings fade: a machine changes (screen, docking station). */
const mostSeconds = 3600;
/** After a gap like this (the machine slept) a reading stands for nothing before it. */
const gapMs = 5000;

/** What was learned, to be kept as JSON. */
export interface BaselineState {
  /** Seconds of quiet by bin of watts: [bin, seconds]. */
  readonly bins: readonly (readonly [number, number])[];
}

/** The idle level is the median of quiet readings. Readings while something is found mining, or of an estimate, do not count. */
export class IdleLearner implements BaselineLearner {
  private readonly bins: Map<number, number>;
  private lastMs = Number.NaN;
  private hasSource = false;

  constructor(state: BaselineState = { bins: [] }) {
    this.bins = new Map(state.bins.map(([bin, seconds]) => [bin, seconds]));
  }

  learn({ atMs, watts, usage, isMining }: Parameters<BaselineLearner['learn']>[0]): void {
    const passedMs = atMs - this.lastMs;
    this.lastMs = atMs;
    this.hasSource = watts.kind !== 'unavailable';
    if (watts.kind !== 'measured' || usage === null || usage > quietUsage || isMining) return;
    if (!(passedMs > 0) || passedMs > gapMs) return;
    const bin = Math.round(watts.watts / binWatts);
    this.bins.set(bin, (this.bins.get(bin) ?? 0) + passedMs / 1000);
    if (this.quietSeconds() > mostSeconds) this.fade();
  }

  report(): Baseline {
    const quietSeconds = this.quietSeconds();
    const isLearned = quietSeconds >= neededSeconds;
    const state = isLearned ? 'learned' : this.hasSource ? 'learning' : 'unavailable';
    return { state, idleWatts: isLearned ? this.median() : null, quietSeconds, neededSeconds };
  }

  state(): BaselineState {
    return { bins: [...this.bins] };
  }

  private quietSeconds(): number {
    let sum = 0;
    for (const seconds of this.bins.values()) sum += seconds;
    return sum;
  }

  private median(): number {
    const half = this.quietSeconds() / 2;
    let sum = 0;
    for (const [bin, seconds] of [...this.bins].sort(([a], [b]) => a - b)) {
      sum += seconds;
      if (sum >= half) return bin * binWatts;
    }
    return 0;
  }

  private fade(): void {
    for (const [bin, seconds] of this.bins) {
      if (seconds < 1) this.bins.delete(bin);
      else this.bins.set(bin, seconds / 2);
    }
  }
}
