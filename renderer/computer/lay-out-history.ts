import type { HostPoint } from '../../shared/host';

/** The recent past as columns for a plot. Times in seconds since 1970, processor 0..1, power in watts. */
export interface HistoryColumns {
  readonly seconds: number[];
  readonly cpu: (number | null)[];
  readonly watts: (number | null)[];
}

/** How far the screen looks back. */
export const pastSeconds = 30 * 60;
/** Points come every five seconds; a longer pause is a time in which nobody read. */
const longestStepSeconds = 20;

/** The points within the last 30 minutes before `endSeconds`, with a gap where nothing was read. */
export function layOutHistory(history: readonly HostPoint[], endSeconds: number): HistoryColumns {
  const seconds: number[] = [];
  const cpu: (number | null)[] = [];
  const watts: (number | null)[] = [];
  for (const point of history) {
    const at = Date.parse(point.at) / 1000;
    if (Number.isNaN(at) || at < endSeconds - pastSeconds || at > endSeconds) continue;
    const previous = seconds.at(-1);
    if (previous !== undefined && at <= previous) continue;
    if (previous !== undefined && at - previous > longestStepSeconds) {
      seconds.push((previous + at) / 2);
      cpu.push(null);
      watts.push(null);
    }
    seconds.push(at);
    cpu.push(point.cpu);
    watts.push(point.watts);
  }
  return { seconds, cpu, watts };
}

/** Round times of day between two moments, in seconds since 1970: every 5 minutes, or every 10 where there is little room. */
export function chooseTimeTicks(fromSeconds: number, toSeconds: number, isNarrow: boolean): number[] {
  const step = isNarrow ? 600 : 300;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromSeconds / step) * step; at <= toSeconds; at += step) ticks.push(at);
  return ticks;
}
