/** From a counter of energy to power. */
import type { PowerDriver, Watts } from '../../../shared/host';

/** After a gap like this (the machine slept) the difference tells nothing of now. */
const gapMs = 30_000;
const microjoules = 1e6;

/** One counter. It may wrap around, vanish, and come back. */
export class EnergyCounter {
  private last: { atMs: number; microjoules: number } | null = null;

  constructor(private readonly driver: PowerDriver) {}

  /** `range`: the counter begins again at 0 after this many microjoules; null where it is not known. */
  next(atMs: number, value: number, range: number | null): Watts {
    const { last } = this;
    this.last = { atMs, microjoules: value };
    const passedMs = last === null ? 0 : atMs - last.atMs;
    if (last === null || passedMs <= 0 || passedMs > gapMs) return { kind: 'unavailable', reason: 'warming-up' };
    let used = value - last.microjoules;
    // Once around: at 200 W a range of 262 kJ takes twenty minutes.
    if (used < 0 && range !== null) used += range;
    if (used < 0) return { kind: 'unavailable', reason: 'warming-up' };
    return { kind: 'measured', watts: used / microjoules / (passedMs / 1000), driver: this.driver };
  }

  /** It could not be read. */
  forget(): void {
    this.last = null;
  }
}
