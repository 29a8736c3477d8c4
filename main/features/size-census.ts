import { maxMessages } from '../flow/message-log';
import { classOf } from './class-of';
import { Column } from './column';
import { logOfSize, tabulatedBytes } from './log-of-size';
import type { SizeColumn } from './size-column';
import { Spread } from './spread';

/** Upper edges of the size classes, bytes. The last class is open. */
export const sizeEdges = [32, 56, 80, 112, 160, 230, 330, 480, 700, 1460, 6000] as const;
export const sizeClassCount = sizeEdges.length + 1;

/** Places to count distinct sizes in. A power of two. */
const slots = maxMessages;

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

// Scratch space of `measure`.
const logColumn = new Column();
const keys = new Int32Array(slots);
const counts = new Uint16Array(slots);

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
    const logs = logColumn.values;
    counts.fill(0);
    let bytes = 0;
    let smallest = count > 0 ? values[0] : 0;
    let distinct = 0;
    let commonestCount = 0;
    let commonestBytes = 0;
    for (let at = 0; at < count; at++) {
      const size = values[at];
      bytes += size;
      logs[at] = logOfSize(size);
      if (size < smallest) smallest = size;
      const slot = findSlot(keyOf(size));
      const times = ++counts[slot];
      if (times === 1) distinct++;
      if (times > commonestCount) {
        commonestCount = times;
        commonestBytes = size;
      }
    }
    this.bytes = bytes;
    this.smallestLog = logOfSize(smallest);
    this.distinct = distinct;
    this.commonestCount = commonestCount;
    this.commonestBytes = commonestBytes;
    logColumn.count = count;
    this.logs.measure(logColumn);
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
function keyOf(size: number): number {
  return (size >> 2) + ((size >> 1) & 1);
}

/** The slot of a key, which counts 0 if it is new. There are as many slots as a window has messages, so one is always free. */
function findSlot(key: number): number {
  let slot = (Math.imul(key, 0x9e3779b1) >>> 24) & (slots - 1);
  while (counts[slot] > 0 && keys[slot] !== key) slot = (slot + 1) & (slots - 1);
  keys[slot] = key;
  return slot;
}
