import type { MessageWindow } from './message-window';
import { Column } from './column';
import { SizeCensus } from './size-census';
import { largestSize, SizeColumn } from './size-column';
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
  private readonly spoken = new SizeColumn();
  private readonly spans = new Column();
  private readonly answers = new Column();
  private readonly delays = new Column();
  /** When it spoke up last, seconds; -1 when that is not known. */
  private lastAt = -1;
  /** Index of the interval that does not follow the one before it. */
  private brokenAt = 0;

  clear(): void {
    this.spoken.count = this.spans.count = this.answers.count = this.delays.count = 0;
    this.lastAt = -1;
    this.brokenAt = 0;
  }

  /** Forgets when it spoke last: what came since is not known. */
  breakOff(): void {
    this.lastAt = -1;
    this.brokenAt = this.spans.count;
  }

  /** Takes in an exchange that this direction begins: messages `first` up to `end`. */
  take({ times, sizes }: MessageWindow, first: number, end: number): void {
    const { spoken, spans, answers, delays } = this;
    const at = times[first];
    const size = sizes[first];
    spoken.values[spoken.count++] = Math.min(Math.abs(size), largestSize);
    if (this.lastAt >= 0) spans.values[spans.count++] = at - this.lastAt;
    this.lastAt = at;
    const second = first + 1;
    if (second === end) return;
    const delay = times[second] - at;
    const answer = sizes[second];
    if (size > 0 === answer > 0 || delay > answerSeconds) return;
    answers.values[answers.count++] = Math.abs(answer);
    delays.values[delays.count++] = Math.max(0, delay) * 1000;
  }

  measure(): void {
    this.sizes.measure(this.spoken);
    takeLogsOfIntervals(this.spans);
    this.intervals.measure(this.spans);
    this.alikeIntervals = countAlike(this.spans, this.brokenAt);
    this.answerSizes.measure(this.answers, true);
    takeLogsOfDelays(this.delays);
    this.answerDelays.measure(this.delays);
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

/** Logarithms of times, ln(1 + time), looked up in steps too fine to matter, as those of sizes are. */
const timeSteps = 8192;
const stepsOfSecond = 32;
const logsOfSeconds = Float64Array.from({ length: timeSteps }, (_, step) => Math.log1p((step + 0.5) / stepsOfSecond));
const stepsOfMs = 4;
const logsOfMs = Float64Array.from({ length: timeSteps }, (_, step) => Math.log1p((step + 0.5) / stepsOfMs));

function takeLogsOfIntervals({ values, count }: Column): void {
  for (let at = 0; at < count; at++) {
    const step = values[at] * stepsOfSecond;
    values[at] = step < timeSteps ? logsOfSeconds[step | 0] : Math.log1p(values[at]);
  }
}

/** Delays are no longer than `answerSeconds`, so all of them are looked up. */
function takeLogsOfDelays({ values, count }: Column): void {
  for (let at = 0; at < count; at++) values[at] = logsOfMs[(values[at] * stepsOfMs) | 0];
}

/** How many intervals are like the one before. */
function countAlike({ values, count }: Column, brokenAt: number): number {
  let alike = 0;
  for (let at = 1; at < count; at++) {
    if (at !== brokenAt && Math.abs(values[at] - values[at - 1]) <= alikeLog) alike++;
  }
  return alike;
}

const up = new Speaking();
const down = new Speaking();
/** Messages of each exchange after its first, and bytes. */
const followers = new Column();
const bytesColumn = new Column();
const followersOfExchange = new Spread();
const bytesOfExchange = new Spread();

/** Sorts the exchanges from message `begin` on by who begins them. */
function collect(window: MessageWindow, begin: number): void {
  const { times, sizes, count, forgottenBefore } = window;
  up.clear();
  down.clear();
  let exchanges = 0;
  for (let first = begin; first < count;) {
    let end = first + 1;
    let bytes = Math.abs(sizes[first]);
    while (end < count && end !== forgottenBefore && times[end] - times[end - 1] < silenceSeconds) {
      bytes += Math.abs(sizes[end++]);
    }
    if (first === forgottenBefore) {
      // What came before it is not known, so nor is whether it broke a silence.
      up.breakOff();
      down.breakOff();
    } else if (first > 0 && times[first] - times[first - 1] >= silenceSeconds) {
      (sizes[first] > 0 ? up : down).take(window, first, end);
      followers.values[exchanges] = end - first - 1;
      bytesColumn.values[exchanges++] = bytes;
    }
    first = end;
  }
  followers.count = bytesColumn.count = exchanges;
}

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
  collect(window, begin);
  up.measure();
  down.measure();
  followersOfExchange.measure(followers, true);
  bytesOfExchange.measure(bytesColumn, true);
  const exchanges = followers.count;
  into[at++] = Math.log1p(exchanges);
  for (const { sizes, answerSizes } of [up, down]) {
    into[at++] = exchanges > 0 ? (sizes.logs.count - answerSizes.count) / exchanges : 0;
    into[at++] = exchanges > 0 ? answerSizes.count / exchanges : 0;
  }
  into[at++] = followersOfExchange.mean();
  into[at++] = followersOfExchange.largest;
  into[at++] = bytesOfExchange.mean();
  into[at++] = bytesOfExchange.deviation();
  into[at++] = bytesOfExchange.largest;
  at = down.write(into, up.write(into, at));
  const pushed = Math.log1p(down.sizes.commonestBytes);
  into[at++] = pushed > 0 && lastOpeningDown > 0 ? pushed - lastOpeningDown : 0;
  into[at++] = pushed > 0 && up.answerSizes.count > 0 ? pushed - up.answerSizes.mean() : 0;
  return at;
}
