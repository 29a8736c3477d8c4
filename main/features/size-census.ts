import { classOf } from './class-of';
import { Spread } from './spread';

/** Upper edges of the size classes, bytes. The last class is open. */
export const sizeEdges = [32, 56, 80, 112, 160, 230, 330, 480, 700, 1460, 6000] as const;
export const sizeClassCount = sizeEdges.length + 1;

/** Sizes are told apart in steps of this many bytes: shares and jobs vary by a digit or two. */
const sizeStep = 4;
/** At most this many distinct sizes are told apart; more means "all different" anyway. A power of two. */
const slots = 256;

/** Logarithms and classes of sizes below this are looked up: they are most of what a verdict costs. */
const tabulatedBytes = 8192;
const logSizes = Float64Array.from({ length: tabulatedBytes }, (_, size) => Math.log1p(size));
const classesOfSizes = Uint8Array.from({ length: tabulatedBytes }, (_, size) => classOf(size, sizeEdges));

/** ln(1 + size), size in bytes. */
export function logOfSize(size: number): number {
  return size < tabulatedBytes ? logSizes[size] : Math.log1p(size);
}

/** What sizes some messages have: their logarithms' mean and spread, their classes, and how often one repeats. */
export class SizeCensus {
  /** Of ln(1 + bytes). */
  readonly logs = new Spread();
  readonly classes = new Uint16Array(sizeClassCount);
  bytes = 0;
  distinct = 0;
  /** How often the commonest size came, and the size itself. */
  commonestCount = 0;
  commonestBytes = 0;
  smallestLog = 0;
  private readonly keys = new Int32Array(slots);
  private readonly counts = new Uint16Array(slots);
  /** A slot belongs to this census when it carries the round's number: nothing has to be cleared. */
  private readonly rounds = new Uint32Array(slots);
  private round = 0;

  reset(): void {
    this.logs.reset();
    this.classes.fill(0);
    this.bytes = 0;
    this.distinct = 0;
    this.commonestCount = 0;
    this.commonestBytes = 0;
    this.smallestLog = 0;
    this.round++;
  }

  add(bytes: number): void {
    const log = logOfSize(bytes);
    if (this.logs.count === 0 || log < this.smallestLog) this.smallestLog = log;
    this.logs.add(log);
    this.bytes += bytes;
    this.classes[bytes < tabulatedBytes ? classesOfSizes[bytes] : sizeClassCount - 1]++;
    const key = Math.round(bytes / sizeStep);
    let slot = (Math.imul(key, 0x9e3779b1) >>> 24) & (slots - 1);
    for (let tries = 0; tries < slots; tries++, slot = (slot + 1) & (slots - 1)) {
      if (this.rounds[slot] !== this.round) {
        this.rounds[slot] = this.round;
        this.keys[slot] = key;
        this.counts[slot] = 0;
        this.distinct++;
      } else if (this.keys[slot] !== key) {
        continue;
      }
      if (++this.counts[slot] > this.commonestCount) {
        this.commonestCount = this.counts[slot];
        this.commonestBytes = bytes;
      }
      return;
    }
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
