import { buildDigest } from './build-digest';
import { extendChecksum } from './extend-checksum';
import { pearsonTable } from './pearson-table';
import { sharedCounter } from './shared-counter';
import { defaultVariant, type TlshDigest, type TlshVariant } from './tlsh-digest';
import { blockBytes, type TripletCounter, windowTail } from './triplet-counter';

/** A digest, or why there is none: too few bytes, or no more than half of the buckets in use. */
export type TlshResult =
  | { readonly kind: 'digest'; readonly digest: TlshDigest }
  | { readonly kind: 'no-digest'; readonly reason: 'too-small' | 'too-uniform' };

/** The fewest bytes that get a digest: the reference's rule, and its older, stricter one (`-conservative`). */
export type MinimumBytes = 50 | 256;

/**
 * Hashes a stream of bytes with TLSH, in pieces of any size. Holds 3 KB whatever the length.
 *
 * Source: J. Oliver, C. Cheng, Y. Chen, TLSH: A Locality Sensitive Hash, 2013, and its reference implementation.
 */
export class TlshHasher {
  readonly #variant: TlshVariant;
  readonly #counter: TripletCounter;
  /** One per byte value, whatever the variant. */
  readonly #buckets = new Float64Array(256);
  readonly #checksum: Uint8Array;
  readonly #tail = new Uint8Array(windowTail);
  #length = 0;

  /** `counter` is for tests; by default it is the fastest this thread has. */
  constructor(variant: TlshVariant = defaultVariant, counter: TripletCounter = sharedCounter()) {
    this.#variant = variant;
    this.#counter = counter;
    this.#checksum = new Uint8Array(variant.checksumBytes);
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += blockBytes) this.#updateBlock(bytes.subarray(at, at + blockBytes));
  }

  /** The digest of all bytes so far. More may follow. */
  finish(minimumBytes: MinimumBytes = 50): TlshResult {
    if (this.#length < minimumBytes) return { kind: 'no-digest', reason: 'too-small' };
    const digest = buildDigest(this.#variant, {
      buckets: this.#buckets,
      length: this.#length,
      checksum: this.#checksum,
    });
    return digest ? { kind: 'digest', digest } : { kind: 'no-digest', reason: 'too-uniform' };
  }

  #updateBlock(bytes: Uint8Array): void {
    const { block, counters } = this.#counter;
    const end = bytes.length;
    /** The first four bytes of a stream fill the window only. */
    const begin = Math.min(end, Math.max(0, windowTail - this.#length));
    block.set(this.#tail);
    block.set(bytes, windowTail);
    counters.fill(0);
    const firstOfChecksum = this.#counter.count(begin, end, this.#checksum[0]);
    if (this.#variant.checksumBytes === 3) extendChecksum(block, begin, end, this.#checksum);
    this.#checksum[0] = firstOfChecksum;
    this.#addCounters(counters);
    this.#tail.set(block.subarray(end, end + windowTail));
    this.#length += end;
  }

  /** Renames the buckets with the Pearson table, which the counter leaves out. */
  #addCounters(counters: Uint32Array): void {
    for (let index = 0; index < 256; index++) {
      let sum = 0;
      for (let at = index; at < counters.length; at += 256) sum += counters[at];
      this.#buckets[pearsonTable[index]] += sum;
    }
  }
}
