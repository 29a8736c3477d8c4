import type { TlshDigest } from '../tlsh/tlsh-digest';

/** 32-bit words that hold the body of one digest: two bits a bucket. */
export function planeWords(buckets: number): number {
  return buckets / 16;
}

/**
 * Writes a body as bit planes from `planes[from]` on: a word with the high bits of 32 buckets, then a word with high
 * bits XOR low bits, and so on. So quartiles 0, 1, 2, 3 become 00, 01, 11, 10: neighbours differ in one bit.
 */
export function fillPlanes({ body }: TlshDigest, planes: Int32Array, from: number): void {
  for (let at = 0; at < body.length; at += 8, from += 2) {
    const first = wordAt(body, at);
    const second = wordAt(body, at + 4);
    const high = evenBits(first >>> 1) | (evenBits(second >>> 1) << 16);
    planes[from] = high;
    planes[from + 1] = high ^ (evenBits(first) | (evenBits(second) << 16));
  }
}

function wordAt(body: Uint8Array, at: number): number {
  return body[at] | (body[at + 1] << 8) | (body[at + 2] << 16) | (body[at + 3] << 24);
}

/** The 16 even bits of a word, moved together. */
function evenBits(word: number): number {
  let bits = word & 0x55555555;
  bits = (bits | (bits >>> 1)) & 0x33333333;
  bits = (bits | (bits >>> 2)) & 0x0f0f0f0f;
  bits = (bits | (bits >>> 4)) & 0x00ff00ff;
  return (bits | (bits >>> 8)) & 0xffff;
}

/**
 * The body distance over 64 buckets, four words from `at` and from `from` on: quartiles 0 to 3 apart cost 0, 1, 2 or 6.
 * Counted for all buckets of a word at once, as three planes that weigh 1, 2 and 4.
 */
export function planeDistance(a: Int32Array, at: number, b: Int32Array, from: number): number {
  const highA = a[at] ^ b[from];
  const grayA = a[at + 1] ^ b[from + 1];
  const threeA = highA & ~(a[at + 1] | b[from + 1]);
  const highB = a[at + 2] ^ b[from + 2];
  const grayB = a[at + 3] ^ b[from + 3];
  const threeB = highB & ~(a[at + 3] | b[from + 3]);
  const ones = nibbles((highA ^ grayA) & ~threeA) + nibbles((highB ^ grayB) & ~threeB);
  const twos = nibbles((highA & grayA) | threeA) + nibbles((highB & grayB) | threeB);
  const fours = nibbles(threeA) + nibbles(threeB);
  const bytes = pairs(ones) + 2 * pairs(twos) + 4 * pairs(fours);
  const halves = (bytes & 0x00ff00ff) + ((bytes >>> 8) & 0x00ff00ff);
  return (halves + (halves >>> 16)) & 0xffff;
}

/** The number of set bits in each four. */
function nibbles(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555);
  return (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
}

/** The sums of neighbouring fours, each at most 16. */
function pairs(word: number): number {
  return (word & 0x0f0f0f0f) + ((word >>> 4) & 0x0f0f0f0f);
}
