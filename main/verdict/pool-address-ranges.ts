/** Address ranges that are searched fast: sorted, merged, and kept as 32-bit words. */
import { readUint32 } from '../decode/read-integer';

/** Ranges of addresses of one family: 4 or 16 bytes each. */
export class PoolAddressRanges {
  private readonly words: number;
  /** Words of first and last addresses, in pairs. While it grows in any order, afterwards sorted and apart. */
  private added: number[] = [];
  private ranges = new Uint32Array(0);

  constructor(private readonly bytes: 4 | 16) {
    this.words = bytes / 4;
  }

  /** Ranges after merging. */
  get size(): number {
    return this.ranges.length / (2 * this.words);
  }

  /** Adds the addresses that share their first `prefixBits` bits with `address`. Found after `settle`. */
  add(address: Uint8Array, prefixBits: number): void {
    for (const fill of [0, 0xffffffff]) {
      for (let word = 0; word < this.words; word++) {
        const bits = Math.max(0, Math.min(32, prefixBits - 32 * word));
        const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
        this.added.push(((readUint32(address, word * 4) & mask) | (fill & ~mask)) >>> 0);
      }
    }
  }

  /** Sorts and merges what was added; nothing can be added any more. */
  settle(): void {
    const { added, words } = this;
    const step = 2 * words;
    const order = Uint32Array.from({ length: added.length / step }, (_, at) => at * step);
    order.sort((a, b) => compare(added, a, added, b, words));
    const merged = new Uint32Array(added.length);
    let length = 0;
    for (const from of order) {
      const last = length - step;
      if (length > 0 && compare(added, from, merged, last + words, words) <= 0) {
        if (compare(added, from + words, merged, last + words, words) <= 0) continue;
        for (let word = 0; word < words; word++) merged[last + words + word] = added[from + words + word];
        continue;
      }
      for (let word = 0; word < step; word++) merged[length + word] = added[from + word];
      length += step;
    }
    this.ranges = merged.slice(0, length);
    this.added = [];
  }

  /** Whether one of the ranges holds the address, which is of this family. */
  has(address: Uint8Array): boolean {
    const { ranges, words, bytes } = this;
    if (ranges.length === 0) return false;
    for (let at = 0; at < bytes; at += 4) sought[at / 4] = readUint32(address, at);
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(ranges, middle * 2 * words, sought, 0, words) <= 0) low = middle + 1;
      else high = middle;
    }
    return low > 0 && compare(sought, 0, ranges, (low * 2 - 1) * words, words) <= 0;
  }
}

const sought = new Uint32Array(4);

function compare(a: ArrayLike<number>, atA: number, b: ArrayLike<number>, atB: number, words: number): number {
  for (let word = 0; word < words; word++) {
    const difference = a[atA + word] - b[atB + word];
    if (difference !== 0) return difference;
  }
  return 0;
}
