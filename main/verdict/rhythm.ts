/** The rhythm of a connection in plain figures: who speaks up after a silence, how much, how often. */
import type { EvidenceFact } from '../../shared/evidence-fact';
import { answerSeconds, silenceSeconds } from '../features/exchange-features';
import type { MessageWindow } from '../features/message-window';

/** Fewer than this is no rhythm. */
const leastCount = 3;

/** Facts about who breaks the silences of a connection; none where nobody does so at least three times. */
export function describeRhythm(window: MessageWindow): EvidenceFact[] {
  const facts: EvidenceFact[] = [];
  const pushes = collect(window, -1);
  if (pushes.sizes.length >= leastCount) {
    facts.push({
      code: 'rhythm-pushes',
      bytes: median(pushes.sizes),
      everySeconds: median(pushes.intervals),
      count: pushes.sizes.length,
    });
  }
  const requests = collect(window, 1);
  if (requests.sizes.length >= leastCount) {
    const isAnswered = requests.answers.length * 2 >= requests.sizes.length;
    facts.push({
      code: 'rhythm-requests',
      bytes: median(requests.sizes),
      everySeconds: median(requests.intervals),
      count: requests.sizes.length,
      answerBytes: isAnswered ? median(requests.answers) : null,
    });
  }
  return facts;
}

function collect(window: MessageWindow, sign: 1 | -1): { sizes: number[]; intervals: number[]; answers: number[] } {
  const sizes: number[] = [];
  const intervals: number[] = [];
  const answers: number[] = [];
  let last = -1;
  for (let at = 1; at < window.count; at++) {
    if (at === window.forgottenBefore) {
      last = -1;
      continue;
    }
    const isSpeakingUp = window.times[at] - window.times[at - 1] >= silenceSeconds && window.sizes[at] * sign > 0;
    if (!isSpeakingUp) continue;
    sizes.push(Math.abs(window.sizes[at]));
    if (last >= 0) intervals.push(window.times[at] - last);
    last = window.times[at];
    if (at + 1 >= window.count) continue;
    const isAnswer = window.sizes[at + 1] * sign < 0 && window.times[at + 1] - window.times[at] <= answerSeconds;
    if (isAnswer) answers.push(Math.abs(window.sizes[at + 1]));
  }
  return { sizes, intervals, answers };
}

function median(values: number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
