import { maxMessages } from '../flow/message-log';
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

/** Where the exchanges after the opening are: the first message of each, and the message after its last. */
class Exchanges {
  readonly firsts = new Uint16Array(maxMessages);
  readonly ends = new Uint16Array(maxMessages);
  count = 0;
  /** The exchange that does not follow the one before it, because messages in between were forgotten. */
  brokenAt = 0;
  /** Messages after the first, and bytes. */
  readonly followers = new Column();
  readonly bytes = new Column();

  read({ times, sizes, count, forgottenBefore }: MessageWindow, begin: number): void {
    let found = 0;
    this.brokenAt = 0;
    for (let first = begin; first < count;) {
      let end = first + 1;
      let bytes = Math.abs(sizes[first]);
      while (end < count && end !== forgottenBefore && times[end] - times[end - 1] < silenceSeconds) {
        bytes += Math.abs(sizes[end++]);
      }
      if (first === forgottenBefore) {
        // What came before it is not known, so nor is whether it broke a silence.
        this.brokenAt = found;
      } else if (first > 0 && times[first] - times[first - 1] >= silenceSeconds) {
        this.firsts[found] = first;
        this.ends[found] = end;
        this.followers.values[found] = end - first - 1;
        this.bytes.values[found] = bytes;
        found++;
      }
      first = end;
    }
    this.count = this.followers.count = this.bytes.count = found;
  }
}

/** One direction's part: what it says when it breaks a silence, how often, and what is answered. */
class Speaking {
  readonly sizes = new SizeCensus();
  /** Of ln(1 + seconds). */
  readonly intervals = new Spread();
  readonly answerSizes = new Spread();
  /** Of ln(1 + ms). */
  readonly answerDelays = new Spread();
  private alikeIntervals = 0;
  private readonly spokenColumn = new SizeColumn();
  private readonly intervalColumn = new Column();
  private readonly answerColumn = new Column();
  private readonly delayColumn = new Column();
  /** Index of the interval that does not follow the one before it. */
  private brokenAt = 0;

  measure(window: MessageWindow, exchanges: Exchanges, isUp: boolean): void {
    this.collect(window, exchanges, isUp);
    this.sizes.measure(this.spokenColumn);
    takeLogsOfIntervals(this.intervalColumn);
    this.intervals.measure(this.intervalColumn);
    this.alikeIntervals = countAlike(this.intervalColumn, this.brokenAt);
    this.answerSizes.measure(this.answerColumn, true);
    takeLogsOfDelays(this.delayColumn);
    this.answerDelays.measure(this.delayColumn);
  }

  private collect({ times, sizes }: MessageWindow, exchanges: Exchanges, isUp: boolean): void {
    const { firsts, ends } = exchanges;
    const spoken = this.spokenColumn.values;
    const intervals = this.intervalColumn.values;
    const answers = this.answerColumn.values;
    const delays = this.delayColumn.values;
    let spokenCount = 0;
    let intervalCount = 0;
    let answerCount = 0;
    let lastAt = -1;
    this.brokenAt = 0;
    for (let exchange = 0; exchange < exchanges.count; exchange++) {
      if (exchange === exchanges.brokenAt) {
        lastAt = -1;
        this.brokenAt = intervalCount;
      }
      const first = firsts[exchange];
      if (sizes[first] > 0 !== isUp) continue;
      const at = times[first];
      spoken[spokenCount++] = Math.min(Math.abs(sizes[first]), largestSize);
      if (lastAt >= 0) intervals[intervalCount++] = at - lastAt;
      lastAt = at;
      const second = first + 1;
      if (second === ends[exchange] || sizes[second] > 0 === isUp) continue;
      const delay = times[second] - at;
      if (delay > answerSeconds) continue;
      answers[answerCount] = Math.abs(sizes[second]);
      delays[answerCount++] = Math.max(0, delay) * 1000;
    }
    this.spokenColumn.count = spokenCount;
    this.intervalColumn.count = intervalCount;
    this.answerColumn.count = this.delayColumn.count = answerCount;
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

function takeLogsOfIntervals({ values, count }: Column): void {
  for (let at = 0; at < count; at++) values[at] = Math.log(1 + values[at]);
}

function takeLogsOfDelays({ values, count }: Column): void {
  for (let at = 0; at < count; at++) values[at] = Math.log1p(values[at]);
}

/** How many intervals are like the one before. */
function countAlike({ values, count }: Column, brokenAt: number): number {
  let alike = 0;
  for (let at = 1; at < count; at++) {
    if (at !== brokenAt && Math.abs(values[at] - values[at - 1]) <= alikeLog) alike++;
  }
  return alike;
}

const found = new Exchanges();
const up = new Speaking();
const down = new Speaking();
const followersOfExchange = new Spread();
const bytesOfExchange = new Spread();

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
  found.read(window, begin);
  up.measure(window, found, true);
  down.measure(window, found, false);
  followersOfExchange.measure(found.followers, true);
  bytesOfExchange.measure(found.bytes, true);
  const exchanges = found.count;
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
