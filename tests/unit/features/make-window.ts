import type { MessageWindow } from '../../../main/features/message-window';
import { maxMessages } from '../../../main/flow/message-log';

/** A window of made-up messages, the same for the same seed: bursts and silences, sizes that repeat and sizes that don't. */
export function makeWindow(seed: number): MessageWindow {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const count = [0, 1, 2, 9, 40, 120, maxMessages][seed % 7];
  const [longestGap, largestSize] = [[2, 60, 400][seed % 3], [300, 2000, 90_000][(seed >> 2) % 3]];
  const times = new Float32Array(maxMessages);
  const sizes = new Float32Array(maxMessages);
  let seconds = 0;
  for (let at = 0; at < count; at++) {
    seconds += next() < 0.5 ? next() * longestGap : next() / 4;
    const bytes = next() < 0.5 ? 64 + Math.floor(next() * 8) : 1 + Math.floor(next() ** 3 * largestSize);
    times[at] = seconds;
    sizes[at] = next() < 0.5 ? bytes : -bytes;
  }
  return {
    times,
    sizes,
    count,
    totalCount: count + seed,
    forgottenBefore: count > 16 ? [-1, 0, 16][seed % 3] : -1,
    durationSeconds: seconds + next() * 20,
    hasHandshake: seed % 4 > 0,
  };
}
