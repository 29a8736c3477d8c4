import { maxMessages } from '../flow/message-log';
import { classOf } from './class-of';
import { logOfSize, tabulatedBytes } from './log-of-size';
import { largestSize, type SizeColumn } from './size-column';
import { Spread } from './spread';

/** Upper edges of the size classes, bytes. The last class is open. */
export const sizeEdges = [32, 56, 80, 112, 160, 230, 330, 480, 700, 1460, 6000] as const;
export const sizeClassCount = sizeEdges.length + 1;

/** Like the logarithms, classes of most sizes are looked up. */
const classesOfSizes = Uint8Array.from({ length: tabulatedBytes }, (_, size) => classOf(size, sizeEdges));

/** How many sizes fall in each class. */
export function countSizeClasses({ values, count }: SizeColumn, into: Uint16Array): void {
  into.fill(0);
  for (let at = 0; at < count; at++) {
    const size = values[at];
    into[size < tabulatedBytes ? classesOfSizes[size] : sizeClassCount - 1]++;
  }
}

/** Sizes beyond the tabulated ones are told apart in so many steps of their logarithm. */
const largeSteps = 64;
const firstLargeKey = tabulatedBytes / 4 + 1;
const firstLargeLog = logOfSize(tabulatedBytes);
const keyCount = firstLargeKey + Math.ceil((logOfSize(largestSize) - firstLargeLog) * largeSteps) + 1;

/** How often each size came, counted from `tallied` on, which rises with each census so that nothing has to be cleared. */
const tally = new Int32Array(keyCount);
const mostTallied = 2 ** 31 - 1 - maxMessages;
let tallied = 0;

/** What sizes some messages have: their logarithms' mean and spread, and how often one repeats. */
export class SizeCensus {
  /** Of ln(1 + bytes). */
  readonly logs = new Spread();
  bytes = 0;
  distinct = 0;
  /** How often the commonest size came, and the size itself. */
  commonestCount = 0;
  commonestBytes = 0;
  smallestLog = 0;

  /** Takes the census of sizes in bytes. */
  measure({ values, count }: SizeColumn): void {
    if (tallied > mostTallied) {
      tally.fill(0);
      tallied = 0;
    }
    const floor = tallied;
    let bytes = 0;
    let sum = 0;
    let squares = 0;
    let smallest = count > 0 ? values[0] : 0;
    let largest = 0;
    let distinct = 0;
    let commonest = floor;
    let commonestBytes = 0;
    for (let at = 0; at < count; at++) {
      const size = values[at];
      const log = logOfSize(size);
      bytes += size;
      sum += log;
      squares += log * log;
      if (size < smallest) smallest = size;
      if (size > largest) largest = size;
      const key = keyOf(size, log);
      const times = Math.max(tally[key], floor) + 1;
      tally[key] = times;
      if (times === floor + 1) distinct++;
      if (times > commonest) {
        commonest = times;
        commonestBytes = size;
      }
    }
    tallied += count;
    this.bytes = bytes;
    this.smallestLog = logOfSize(smallest);
    this.distinct = distinct;
    this.commonestCount = commonest - floor;
    this.commonestBytes = commonestBytes;
    this.logs.assign(count, sum, squares, logOfSize(largest));
  }

  /** Share of the commonest size among all, 0..1. */
  commonestShare(): number {
    return this.logs.count > 0 ? this.commonestCount / this.logs.count : 0;
  }

  /** Distinct sizes among all, 0..1. */
  distinctShare(): number {
    return this.logs.count > 0 ? this.distinct / this.logs.count : 0;
  }
}

/** Sizes are told apart in steps of 4 bytes, because shares and jobs vary by a digit or two: size / 4, rounded. */
function keyOf(size: number, log: number): number {
  if (size < tabulatedBytes) return (size >> 2) + ((size >> 1) & 1);
  return firstLargeKey + (((log - firstLargeLog) * largeSteps) | 0);
}
