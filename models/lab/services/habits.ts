/** What the people of the lab do now and then. */
import type { Random } from '../../generator/random';
import type { ClientPlace } from './service';

/** When, and what is done then. */
export type Habit = readonly [delayMs: () => number, action: () => void];

/** Follows all habits until the visit is over or the connection is. */
export async function followHabits(place: ClientPlace, isOpen: () => boolean, habits: readonly Habit[]): Promise<void> {
  await Promise.all(
    habits.map(async ([delayMs, action]) => {
      while ((await place.pause(delayMs())) && isOpen()) action();
    }),
  );
}

/** Draws how often something happens that keeps no time. */
export function drawDelay(random: Random, lowMs: number, highMs: number): () => number {
  const meanMs = random.logBetween(lowMs, highMs);
  return () => random.exponential(meanMs);
}

/** Draws whether something that happens each `meanMs` keeps time; `regularShare` of all do, within a share of `wobble`. */
export function drawRhythm(random: Random, meanMs: number, regularShare: number, wobble: number): () => number {
  return random.chance(regularShare) ? () => random.about(meanMs, wobble) : () => random.exponential(meanMs);
}

/** Some words of nothing. */
export function drawWords(random: Random): string {
  const count = Math.max(1, Math.round(random.logNormal(8, 0.8)));
  return Array.from({ length: Math.min(60, count) }, () =>
    random.text(random.integer(2, 9), 'abcdefghijklmnopqrstuvwxyz'),
  ).join(' ');
}
