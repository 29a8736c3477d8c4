/** Whether a program works harder before its messages than at other times. */
import type { MessageWindow } from '../features/message-window';

/** The work for a message is done in this many seconds before it. */
const beforeSeconds = 5;
const leastMessages = 5;
/** Seconds of use that must be known of each: before messages and at other times. */
const leastSeconds = 20;
/** With less than this there is nothing to compare. */
const leastCores = 0.01;

/**
 * `history`: [ms since the epoch at the step's end, cores], oldest first, steps of a second. `beginMs`: start of the
 * connection. null where too little is known to compare.
 */
export function compareWork(
  history: readonly (readonly [number, number])[],
  beginMs: number,
  { count, times, sizes }: Pick<MessageWindow, 'count' | 'times' | 'sizes'>,
): { ratio: number; messages: number } | null {
  if (history.length === 0) return null;
  const fromMs = history[0][0];
  const sentMs: number[] = [];
  for (let at = 0; at < count; at++) {
    const atMs = beginMs + times[at] * 1000;
    if (sizes[at] > 0 && atMs >= fromMs) sentMs.push(atMs);
  }
  if (sentMs.length < leastMessages) return null;
  const before = { cores: 0, count: 0 };
  const otherwise = { cores: 0, count: 0 };
  let next = 0;
  for (const [atMs, cores] of history) {
    if (atMs < beginMs) continue;
    while (next < sentMs.length && sentMs[next] < atMs) next++;
    const isBefore = next < sentMs.length && sentMs[next] - atMs < beforeSeconds * 1000;
    const sum = isBefore ? before : otherwise;
    sum.cores += cores;
    sum.count++;
  }
  if (before.count < leastSeconds || otherwise.count < leastSeconds) return null;
  const usual = otherwise.cores / otherwise.count;
  const ratio = before.cores / before.count / Math.max(usual, leastCores);
  return { ratio, messages: sentMs.length };
}
