/**
 * The default model's input: sizes, directions and rhythm of a connection's messages so far. No addresses, ports, TTL or
 * IP ids: those tell captures apart, not mining. Four parts: the opening, the rates, the messages after the opening, and the
 * exchanges they form.
 */
import { classOf } from './class-of';
import { exchangeFeatureNames, writeExchangeFeatures } from './exchange-features';
import type { MessageWindow } from './message-window';
import { Opening, openingFeatureNames } from './opening-features';
import { countSizeClasses, SizeCensus, sizeClassCount, sizeEdges } from './size-census';
import { largestSize, SizeColumn } from './size-column';

/** Upper edges of the gap classes, seconds. The last class is open. */
const gapEdges = [0.1, 0.5, 2, 8, 20, 45, 100, 240] as const;
const gapClassCount = gapEdges.length + 1;
/** Gaps are looked up in steps of this many seconds, none with more than one edge: the class where the step begins. */
const gapStepSeconds = 1 / 8;
const classesOfSteps = Uint8Array.from({ length: 1 + 240 / gapStepSeconds }, (_, step) =>
  classOf(step * gapStepSeconds, gapEdges),
);
/** Gaps above this count as quiet time, seconds. */
const quietSeconds = 5;
const quarters = 4;

/** Names of the features, in the order of the vector; the unit follows the name. */
export const flowFeatureNames: readonly string[] = [
  ...openingFeatureNames,
  'duration (ln s)',
  'messages (ln)',
  'messages a minute (ln)',
  'bytes a minute (ln B)',
  'bytes up against down (ln ratio)',
  'share of messages up after the opening',
  'bytes up against down after the opening (ln ratio)',
  ...['up', 'down'].flatMap((direction) => [
    `messages after the opening ${direction} (ln)`,
    `mean size ${direction} (ln B)`,
    `spread of size ${direction} (ln B)`,
    `largest size ${direction} (ln B)`,
    `smallest size ${direction} (ln B)`,
    `share of the commonest size ${direction}`,
    `distinct sizes ${direction} (share)`,
    `commonest size ${direction} (ln B)`,
    ...[...sizeEdges, Infinity].map((edge) => `share of sizes up to ${edge} B ${direction}`),
  ]),
  ...[...gapEdges, Infinity].map((edge) => `share of gaps up to ${edge} s`),
  'share of time in gaps above 5 s',
  'longest gap (share of duration)',
  'longest gap (ln s)',
  'unevenness over four quarters',
  ...exchangeFeatureNames,
];

/** Length of the flow model's input. */
export const flowFeatureCount = flowFeatureNames.length;

// Scratch space.
const opening = new Opening();
const sizesUp = new SizeCensus();
const sizesDown = new SizeCensus();
const columnUp = new SizeColumn();
const columnDown = new SizeColumn();
const classCounts = new Uint16Array(sizeClassCount);
const gapCounts = new Uint16Array(gapClassCount);
const quarterCounts = new Uint16Array(quarters);

/**
 * Writes the features of a connection into `into` (length `flowFeatureCount`). Values are logarithms or shares, finite,
 * about -8..20; a feature that has nothing to rest on is 0.
 */
export function computeFlowFeatures(window: MessageWindow, into: Float32Array): void {
  opening.read(window);
  splitSizes(window, opening.length);
  sizesUp.measure(columnUp);
  sizesDown.measure(columnDown);
  let at = opening.write(window, into, 0);
  at = writeRates(window, into, at);
  at = writeSizes(sizesDown, columnDown, into, writeSizes(sizesUp, columnUp, into, at));
  at = writeGaps(window, into, at);
  writeExchangeFeatures(window, opening.length, opening.last[1], into, at);
}

/** Sorts the sizes from a message on by direction. */
function splitSizes({ sizes, count }: MessageWindow, from: number): void {
  const [up, down] = [columnUp.values, columnDown.values];
  let upCount = 0;
  let downCount = 0;
  for (let at = from; at < count; at++) {
    const size = sizes[at];
    if (size > 0) up[upCount++] = Math.min(size, largestSize);
    else down[downCount++] = Math.min(-size, largestSize);
  }
  columnUp.count = upCount;
  columnDown.count = downCount;
}

function writeRates(window: MessageWindow, into: Float32Array, at: number): number {
  const minutes = Math.max(knownSpan(window), 1) / 60;
  const known = window.count - knownFrom(window);
  const bytesUp = opening.bytesBeforeWork(0) + sizesUp.bytes;
  const bytesDown = opening.bytesBeforeWork(1) + sizesDown.bytes;
  const later = sizesUp.logs.count + sizesDown.logs.count;
  into[at++] = Math.log1p(window.durationSeconds);
  into[at++] = Math.log1p(window.totalCount);
  into[at++] = Math.log1p(known / minutes);
  into[at++] = Math.log1p((bytesUp + bytesDown) / minutes);
  into[at++] = Math.log((bytesUp + 50) / (bytesDown + 50));
  into[at++] = (sizesUp.logs.count + 0.5) / (later + 1);
  into[at++] = Math.log((sizesUp.bytes + 50) / (sizesDown.bytes + 50));
  return at;
}

function writeSizes(census: SizeCensus, sizes: SizeColumn, into: Float32Array, at: number): number {
  const count = census.logs.count;
  into[at++] = Math.log1p(count);
  into[at++] = census.logs.mean();
  into[at++] = census.logs.deviation();
  into[at++] = census.logs.largest;
  into[at++] = census.smallestLog;
  into[at++] = census.commonestShare();
  into[at++] = census.distinctShare();
  into[at++] = Math.log1p(census.commonestBytes);
  countSizeClasses(sizes, classCounts);
  for (let kind = 0; kind < sizeClassCount; kind++) into[at++] = count > 0 ? classCounts[kind] / count : 0;
  return at;
}

function writeGaps(window: MessageWindow, into: Float32Array, at: number): number {
  const { times, count, durationSeconds } = window;
  const from = knownFrom(window);
  const span = knownSpan(window);
  gapCounts.fill(0);
  let previous = count > 0 ? times[from] : 0;
  let gaps = 0;
  let quiet = 0;
  let longest = 0;
  for (let message = from + 1; message < count; message++) {
    const time = times[message];
    const gap = Math.max(0, time - previous);
    previous = time;
    gapCounts[classOfGap(gap)]++;
    gaps++;
    if (gap > quietSeconds) quiet += gap;
    if (gap > longest) longest = gap;
  }
  const tail = Math.max(0, durationSeconds - (count > 0 ? times[count - 1] : 0));
  if (tail > quietSeconds) quiet += tail;
  if (tail > longest) longest = tail;
  for (let kind = 0; kind < gapClassCount; kind++) into[at++] = gaps > 0 ? gapCounts[kind] / gaps : 0;
  into[at++] = Math.min(1, quiet / span);
  into[at++] = Math.min(1, longest / span);
  into[at++] = Math.log1p(longest);
  countQuarters(window, from, span);
  into[at++] = unevenness(count - from);
  return at;
}

function classOfGap(gap: number): number {
  const at = classesOfSteps[Math.min(gap / gapStepSeconds, classesOfSteps.length - 1) | 0];
  return gap > gapEdges[at] ? at + 1 : at;
}

/** Counts messages in equal parts of the time from `from` on. They are in order, so only the borders are searched. */
function countQuarters({ times, count }: MessageWindow, from: number, span: number): void {
  let counted = from;
  for (let quarter = 0; quarter < quarters; quarter++) {
    let end = count;
    for (let low = counted; quarter < quarters - 1 && low < end;) {
      const middle = (low + end) >> 1;
      if (((times[middle] - times[from]) / span) * quarters < quarter + 1) low = middle + 1;
      else end = middle;
    }
    quarterCounts[quarter] = end - counted;
    counted = end;
  }
}

/** Rates and gaps are taken from here on: between an opening and what follows a forgotten stretch, nothing is known. */
function knownFrom(window: MessageWindow): number {
  return Math.max(0, window.forgottenBefore);
}

/** Seconds from there to now; at least a millisecond. */
function knownSpan(window: MessageWindow): number {
  return Math.max(window.durationSeconds - (window.count > 0 ? window.times[knownFrom(window)] : 0), 1e-3);
}

/** Coefficient of variation of the number of messages in four equal parts of the time; 0 is steady. */
function unevenness(messages: number): number {
  if (messages < quarters) return 0;
  const average = messages / quarters;
  let variance = 0;
  for (let at = 0; at < quarters; at++) variance += (quarterCounts[at] - average) ** 2;
  return Math.sqrt(variance / quarters) / average;
}
