import type { MessageWindow } from './message-window';
import { SizeCensus, logOfSize } from './size-census';
import { Spread } from './spread';

/** Silence after which the next message is somebody speaking up, not an answer. Seconds. */
export const silenceSeconds = 1;
/** An answer comes within this time of what it answers. Seconds. */
export const answerSeconds = 2;
/** Two intervals are alike when their logarithms differ by no more than this: a tenth. */
const alikeLog = 0.1;

export const exchangeFeatureNames: readonly string[] = [
  'exchanges (ln)',
  ...['unanswered, up', 'answered, up', 'unanswered, down', 'answered, down'].map(
    (kind) => `share of exchanges ${kind}`,
  ),
  'mean messages of an exchange (ln)',
  'most messages of an exchange (ln)',
  'mean bytes of an exchange (ln B)',
  'spread of bytes of an exchange (ln B)',
  'most bytes of an exchange (ln B)',
  ...['up', 'down'].flatMap((direction) => [
    `speaking up ${direction} (ln)`,
    `mean size speaking up ${direction} (ln B)`,
    `spread of size speaking up ${direction} (ln B)`,
    `largest size speaking up ${direction} (ln B)`,
    `share of the commonest size speaking up ${direction}`,
    `distinct sizes speaking up ${direction} (share)`,
    `commonest size speaking up ${direction} (ln B)`,
    `mean interval of speaking up ${direction} (ln s)`,
    `spread of interval of speaking up ${direction} (ln s)`,
    `longest interval of speaking up ${direction} (ln s)`,
    `share of intervals like the one before ${direction}`,
    `share answered when speaking up ${direction}`,
    `mean size of the answer to it ${direction} (ln B)`,
    `spread of size of the answer to it ${direction} (ln B)`,
    `mean delay of the answer to it ${direction} (ln ms)`,
    `spread of delay of the answer to it ${direction} (ln ms)`,
  ]),
  'size speaking up down against the last opening message down (ln ratio)',
  'size speaking up down against the answers down (ln ratio)',
];

/** One direction's part: what it says when it breaks a silence, how often, and what is answered. */
class Speaking {
  readonly sizes = new SizeCensus();
  /** Of ln(1 + seconds). */
  readonly intervals = new Spread();
  readonly answerSizes = new Spread();
  /** Of ln(1 + ms). */
  readonly answerDelays = new Spread();
  private alikeIntervals = 0;
  private lastAt = -1;
  private lastInterval = -1;

  reset(): void {
    this.sizes.reset();
    this.intervals.reset();
    this.answerSizes.reset();
    this.answerDelays.reset();
    this.alikeIntervals = 0;
    this.forgetLast();
  }

  /** The next message is not the one after the last one counted. */
  forgetLast(): void {
    this.lastAt = -1;
    this.lastInterval = -1;
  }

  speak(atSeconds: number, bytes: number): void {
    this.sizes.add(bytes);
    if (this.lastAt >= 0) {
      const interval = Math.log(1 + atSeconds - this.lastAt);
      if (this.lastInterval >= 0 && Math.abs(interval - this.lastInterval) <= alikeLog) this.alikeIntervals++;
      this.intervals.add(interval);
      this.lastInterval = interval;
    }
    this.lastAt = atSeconds;
  }

  hear(delaySeconds: number, bytes: number): void {
    this.answerSizes.add(logOfSize(bytes));
    this.answerDelays.add(Math.log1p(Math.max(0, delaySeconds) * 1000));
  }

  write(into: Float32Array, at: number): number {
    const { sizes, intervals, answerSizes, answerDelays } = this;
    const count = sizes.logs.count;
    into[at++] = Math.log1p(count);
    into[at++] = sizes.logs.mean();
    into[at++] = sizes.logs.deviation();
    into[at++] = sizes.logs.largest;
    into[at++] = sizes.commonestShare();
    into[at++] = sizes.distinctShare();
    into[at++] = Math.log1p(sizes.commonestBytes);
    into[at++] = intervals.mean();
    into[at++] = intervals.deviation();
    into[at++] = intervals.largest;
    into[at++] = intervals.count > 1 ? this.alikeIntervals / (intervals.count - 1) : 0;
    into[at++] = count > 0 ? answerSizes.count / count : 0;
    into[at++] = answerSizes.mean();
    into[at++] = answerSizes.deviation();
    into[at++] = answerDelays.mean();
    into[at++] = answerDelays.deviation();
    return at;
  }
}

const up = new Speaking();
const down = new Speaking();
const messagesOfExchange = new Spread();
const bytesOfExchange = new Spread();
/** Unanswered up, answered up, unanswered down, answered down. */
const kinds = new Float64Array(4);

/**
 * Writes what is known of the exchanges after the opening, `begin` on: an exchange is what is said from one silence to
 * the next. Returns the index after the features.
 */
export function writeExchangeFeatures(
  window: MessageWindow,
  begin: number,
  lastOpeningDown: number,
  into: Float32Array,
  at: number,
): number {
  up.reset();
  down.reset();
  messagesOfExchange.reset();
  bytesOfExchange.reset();
  kinds.fill(0);
  const { times, count, forgottenBefore } = window;
  for (let first = begin; first < count;) {
    let end = first + 1;
    while (end < count && end !== forgottenBefore && times[end] - times[end - 1] < silenceSeconds) end++;
    if (first === forgottenBefore) {
      // What came before it is not known, so nor is whether it broke a silence.
      up.forgetLast();
      down.forgetLast();
    } else if (first > 0 && times[first] - times[first - 1] >= silenceSeconds) {
      addExchange(window, first, end);
    }
    first = end;
  }
  const exchanges = messagesOfExchange.count;
  into[at++] = Math.log1p(exchanges);
  for (let kind = 0; kind < 4; kind++) into[at++] = exchanges > 0 ? kinds[kind] / exchanges : 0;
  into[at++] = messagesOfExchange.mean();
  into[at++] = messagesOfExchange.largest;
  into[at++] = bytesOfExchange.mean();
  into[at++] = bytesOfExchange.deviation();
  into[at++] = bytesOfExchange.largest;
  at = down.write(into, up.write(into, at));
  const pushed = Math.log1p(down.sizes.commonestBytes);
  into[at++] = pushed > 0 && lastOpeningDown > 0 ? pushed - lastOpeningDown : 0;
  into[at++] = pushed > 0 && up.answerSizes.count > 0 ? pushed - up.answerSizes.mean() : 0;
  return at;
}

function addExchange({ times, sizes }: MessageWindow, first: number, end: number): void {
  const isUp = sizes[first] > 0;
  const speaker = isUp ? up : down;
  const bytes = Math.abs(sizes[first]);
  speaker.speak(times[first], bytes);
  const delay = first + 1 < end ? times[first + 1] - times[first] : 0;
  const isAnswered = first + 1 < end && sizes[first + 1] > 0 !== isUp && delay <= answerSeconds;
  if (isAnswered) speaker.hear(delay, Math.abs(sizes[first + 1]));
  kinds[(isUp ? 0 : 2) + (isAnswered ? 1 : 0)]++;
  let total = 0;
  for (let at = first; at < end; at++) total += Math.abs(sizes[at]);
  messagesOfExchange.add(logOfSize(end - first - 1));
  bytesOfExchange.add(logOfSize(total));
}
