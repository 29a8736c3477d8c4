/**
 * Finds where one of many texts may begin, looking at every second position once. Four bytes are folded to lower case,
 * hashed and looked up in a bit set; of the positions that pass, a table names the texts to compare. Each text is in it
 * by its first and its second four bytes, one of which lies at an even position, and the same for UTF-16.
 */
import type { TraitPattern } from './trait-patterns';

/** A text that may begin `shift` bytes before the four that were found. */
export interface Candidate {
  readonly pattern: TraitPattern;
  readonly shift: number;
  /** UTF-16, little endian: every second byte is zero. */
  readonly isWide: boolean;
}

export interface TraitIndex {
  /** One bit for each of 65,536 hash values. */
  readonly bits: Uint8Array;
  readonly candidates: ReadonlyMap<number, readonly Candidate[]>;
}

const lowerCase = 0x2020_2020;
/** 2^32 / golden ratio. */
const multiplier = 0x9e37_79b1;

/** The hash of four bytes, little endian, with upper and lower case the same. 0..65535. */
export function hashFour(bytes: number): number {
  return Math.imul(bytes | lowerCase, multiplier) >>> 16;
}

/** The first `i` in `from..last` whose four bytes `pairs[i], pairs[i + 1]` have their bit set; beyond `last` if none. */
export function findPassing(bits: Uint8Array, pairs: Uint16Array, from: number, last: number): number {
  let low = pairs[from];
  for (let i = from; i <= last; i++) {
    const high = pairs[i + 1];
    const hash = Math.imul(low | (high << 16) | lowerCase, multiplier) >>> 16;
    if ((bits[hash >> 3] & (1 << (hash & 7))) !== 0) return i;
    low = high;
  }
  return last + 1;
}

/** @throws Error for a pattern of fewer than five characters: it would be missed at odd positions. */
export function indexTraits(patterns: readonly TraitPattern[]): TraitIndex {
  const bits = new Uint8Array(8192);
  const candidates = new Map<number, Candidate[]>();
  for (const pattern of patterns) {
    if (pattern.text.length < 5) throw new Error(`The pattern ${pattern.text} is too short.`);
    for (const isWide of [false, true]) {
      const bytes = [...pattern.text].flatMap((char) => (isWide ? [char.charCodeAt(0), 0] : [char.charCodeAt(0)]));
      for (const shift of [0, 1]) {
        const [a, b, c, d] = bytes.slice(shift);
        const hash = hashFour(a | (b << 8) | (c << 16) | (d << 24));
        bits[hash >> 3] |= 1 << (hash & 7);
        candidates.set(hash, [...(candidates.get(hash) ?? []), { pattern, shift, isWide }]);
      }
    }
  }
  return { bits, candidates };
}
