/**
 * The default model's input: sizes, directions and rhythm of a connection's messages so far. No addresses, ports, TTL or
 * IP ids: those tell captures apart, not mining.
 */
import type { MessageWindow } from './message-window';

/** Silence after which the next message is somebody speaking up, not an answer. Seconds. */
export const silenceSeconds = 1;
/** An answer comes within this time of what it answers. Seconds. */
export const answerSeconds = 2;
/** The first messages whose sizes are given one by one, per direction. */
const openingMessages = 3;
const quarters = 4;

/** Upper edges of the gap classes, seconds. The last class is open. */
const gapEdges = [0.1, 0.5, 2, 8, 20, 60, 180] as const;
/** Upper edges of the size classes, bytes. The last class is open. */
const sizeEdges = [48, 96, 160, 260, 420, 700, 1460, 6000] as const;

/** Names of the features, in the order of the vector; the unit follows the name. */
export const flowFeatureNames: readonly string[] = [
  'duration (ln s)',
  'messages (ln)',
  'messages a minute (ln)',
  'share of messages up',
  'bytes a minute (ln)',
  'bytes up against down (ln ratio)',
  ...['up', 'down'].flatMap((direction) => [
    `mean size ${direction} (ln B)`,
    `spread of size ${direction} (ln B)`,
    `largest size ${direction} (ln B)`,
    `smallest size ${direction} (ln B)`,
    `share of the commonest size ${direction}`,
    `distinct sizes ${direction} (share)`,
    ...[...sizeEdges, Infinity].map((edge) => `share of sizes up to ${edge} B ${direction}`),
  ]),
  ...['up', 'down'].flatMap((direction) =>
    Array.from({ length: openingMessages }, (_, at) => `opening message ${at + 1} ${direction} (ln B)`),
  ),
  'handshake seen',
  ...[...gapEdges, Infinity].map((edge) => `share of gaps up to ${edge} s`),
  ...['up', 'down'].flatMap((direction) => [
    `share of messages that break a silence, ${direction}`,
    `mean size breaking a silence ${direction} (ln B)`,
    `spread of size breaking a silence ${direction} (ln B)`,
    `mean interval of breaking a silence ${direction} (ln s)`,
    `spread of interval of breaking a silence ${direction} (ln s)`,
    `share answered when breaking a silence ${direction}`,
    `mean size of the answer to it ${direction} (ln B)`,
    `mean delay of the answer to it ${direction} (ln ms)`,
  ]),
  'silences broken (ln)',
  'share of silences broken by the server',
  'share of time in gaps above 5 s',
  'longest gap (share of duration)',
  'unevenness over four quarters',
];

/** Length of the flow model's input. */
export const flowFeatureCount = flowFeatureNames.length;

const sizeClasses = sizeEdges.length + 1;
const gapClasses = gapEdges.length + 1;
/** Logarithms and classes of sizes below this are looked up: they are most of what a verdict costs. */
const tabulatedBytes = 8192;
const logSizes = Float64Array.from({ length: tabulatedBytes }, (_, size) => Math.log1p(size));
const classesOfSizes = Uint8Array.from({ length: tabulatedBytes }, (_, size) => classOf(size, sizeEdges));

/** Sizes are compared in steps of this many bytes: shares and jobs vary by a digit or two. */
const sizeStep = 4;

// Scratch space, one per direction where there are two; index 0 up, 1 down.
const count = new Float64Array(2);
const bytes = new Float64Array(2);
const sum = new Float64Array(2);
const squares = new Float64Array(2);
const largest = new Float64Array(2);
const smallest = new Float64Array(2);
const sizeShares = new Float64Array(2 * sizeClasses);
const opening = new Float64Array(2 * openingMessages);
const gapShares = new Float64Array(gapClasses);
const sizeTable = new Int32Array(2 * 256);
const sizeTableCounts = new Int32Array(2 * 256);
const distinct = new Float64Array(2);
const commonest = new Float64Array(2);
const broken = new Float64Array(2);
const brokenSum = new Float64Array(2);
const brokenSquares = new Float64Array(2);
const interval = new Float64Array(2);
const intervalSquares = new Float64Array(2);
const intervalCount = new Float64Array(2);
const lastBroken = new Float64Array(2);
const answered = new Float64Array(2);
const answerSize = new Float64Array(2);
const answerDelay = new Float64Array(2);
const quarterCounts = new Float64Array(quarters);

/**
 * Writes the features of a connection into `into` (length `flowFeatureCount`). Values are logarithms or shares, finite,
 * about -5..20; a feature that has nothing to rest on is 0.
 */
export function computeFlowFeatures(window: MessageWindow, into: Float32Array): void {
  reset();
  const { times, sizes } = window;
  const messages = window.count;
  let quietSeconds = 0;
  let longestGap = 0;
  const begin = messages > 0 ? times[0] : 0;
  const span = Math.max(window.durationSeconds - begin, 1e-3);
  const isWhole = window.hasHandshake && window.totalCount === messages;

  for (let at = 0; at < messages; at++) {
    const side = sizes[at] > 0 ? 0 : 1;
    const size = Math.abs(sizes[at]);
    const logSize = logOfSize(size);
    if (isWhole && count[side] < openingMessages) opening[side * openingMessages + count[side]] = logSize;
    count[side]++;
    bytes[side] += size;
    sum[side] += logSize;
    squares[side] += logSize * logSize;
    if (logSize > largest[side]) largest[side] = logSize;
    if (smallest[side] === 0 || logSize < smallest[side]) smallest[side] = logSize;
    sizeShares[side * sizeClasses + classOfSize(size)]++;
    countSize(side, Math.round(size / sizeStep));
    const quarter = Math.floor(((times[at] - begin) / span) * quarters);
    quarterCounts[Math.min(Math.max(quarter, 0), quarters - 1)]++;
    if (at === 0) continue;

    const gap = Math.max(0, times[at] - times[at - 1]);
    gapShares[classOf(gap, gapEdges)]++;
    if (gap > 5) quietSeconds += gap;
    if (gap > longestGap) longestGap = gap;
    if (gap >= silenceSeconds) addBrokenSilence(window, at, side, logSize);
  }
  const tail = Math.max(0, window.durationSeconds - (messages > 0 ? times[messages - 1] : 0));
  if (tail > 5) quietSeconds += tail;
  if (tail > longestGap) longestGap = tail;

  let out = 0;
  const minutes = Math.max(span, 1) / 60;
  into[out++] = Math.log1p(window.durationSeconds);
  into[out++] = Math.log1p(messages);
  into[out++] = Math.log1p(messages / minutes);
  into[out++] = share(count[0], messages);
  into[out++] = Math.log1p((bytes[0] + bytes[1]) / minutes);
  into[out++] = messages > 0 ? Math.log((bytes[0] + 50) / (bytes[1] + 50)) : 0;
  for (let side = 0; side < 2; side++) {
    into[out++] = mean(sum[side], count[side]);
    into[out++] = spread(sum[side], squares[side], count[side]);
    into[out++] = largest[side];
    into[out++] = smallest[side];
    into[out++] = share(commonest[side], count[side]);
    into[out++] = share(distinct[side], count[side]);
    for (let kind = 0; kind < sizeClasses; kind++)
      into[out++] = share(sizeShares[side * sizeClasses + kind], count[side]);
  }
  for (let at = 0; at < 2 * openingMessages; at++) into[out++] = opening[at];
  into[out++] = isWhole ? 1 : 0;
  for (let kind = 0; kind < gapClasses; kind++) into[out++] = share(gapShares[kind], messages - 1);
  for (let side = 0; side < 2; side++) {
    into[out++] = share(broken[side], count[side]);
    into[out++] = mean(brokenSum[side], broken[side]);
    into[out++] = spread(brokenSum[side], brokenSquares[side], broken[side]);
    into[out++] = mean(interval[side], intervalCount[side]);
    into[out++] = spread(interval[side], intervalSquares[side], intervalCount[side]);
    into[out++] = share(answered[side], broken[side]);
    into[out++] = mean(answerSize[side], answered[side]);
    into[out++] = mean(answerDelay[side], answered[side]);
  }
  into[out++] = Math.log1p(broken[0] + broken[1]);
  into[out++] = share(broken[1], broken[0] + broken[1]);
  into[out++] = Math.min(1, quietSeconds / span);
  into[out++] = Math.min(1, longestGap / span);
  into[out++] = unevenness(messages);
}

/** A message after a silence: who spoke up, how big, since when, and whether the other side answered. */
function addBrokenSilence(window: MessageWindow, at: number, side: number, logSize: number): void {
  const { times, sizes } = window;
  broken[side]++;
  brokenSum[side] += logSize;
  brokenSquares[side] += logSize * logSize;
  if (lastBroken[side] >= 0) {
    const logInterval = Math.log(1 + times[at] - lastBroken[side]);
    interval[side] += logInterval;
    intervalSquares[side] += logInterval * logInterval;
    intervalCount[side]++;
  }
  lastBroken[side] = times[at];
  if (at + 1 >= window.count) return;
  const delay = times[at + 1] - times[at];
  const isAnswered = sizes[at + 1] > 0 !== sizes[at] > 0 && delay <= answerSeconds;
  if (!isAnswered) return;
  answered[side]++;
  answerSize[side] += logOfSize(Math.abs(sizes[at + 1]));
  answerDelay[side] += Math.log1p(Math.max(0, delay) * 1000);
}

function reset(): void {
  for (const array of [count, bytes, sum, squares, largest, smallest, sizeShares, opening, gapShares]) array.fill(0);
  for (const array of [distinct, commonest, broken, brokenSum, brokenSquares, interval, intervalSquares]) array.fill(0);
  for (const array of [intervalCount, answered, answerSize, answerDelay, quarterCounts]) array.fill(0);
  sizeTable.fill(-1);
  sizeTableCounts.fill(0);
  lastBroken.fill(-1);
}

function countSize(side: number, step: number): void {
  let slot = (Math.imul(step, 0x9e3779b1) >>> 24) & 0xff;
  // At most 255 distinct sizes are told apart; a fuller table means "all different" anyway.
  for (let tries = 0; tries < 256; tries++, slot = (slot + 1) & 0xff) {
    const at = side * 256 + slot;
    if (sizeTable[at] === -1) {
      if (distinct[side] >= 255) return;
      sizeTable[at] = step;
      distinct[side]++;
    }
    if (sizeTable[at] === step) {
      const seen = ++sizeTableCounts[at];
      if (seen > commonest[side]) commonest[side] = seen;
      return;
    }
  }
}

function logOfSize(size: number): number {
  return size < tabulatedBytes ? logSizes[size] : Math.log1p(size);
}

function classOfSize(size: number): number {
  return size < tabulatedBytes ? classesOfSizes[size] : sizeEdges.length;
}

function classOf(value: number, edges: readonly number[]): number {
  let at = 0;
  while (at < edges.length && value > edges[at]) at++;
  return at;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function mean(total: number, number: number): number {
  return number > 0 ? total / number : 0;
}

function spread(total: number, totalSquares: number, number: number): number {
  if (number < 2) return 0;
  const average = total / number;
  return Math.sqrt(Math.max(0, totalSquares / number - average * average));
}

/** Coefficient of variation of the number of messages in four equal parts of the time; 0 is steady. */
function unevenness(messages: number): number {
  if (messages < quarters) return 0;
  const average = messages / quarters;
  let variance = 0;
  for (let at = 0; at < quarters; at++) variance += (quarterCounts[at] - average) ** 2;
  return Math.sqrt(variance / quarters) / average;
}
