import { lengthDistance, ratioDistance } from '../tlsh/digest-distance';
import type { TlshDigest, TlshVariant } from '../tlsh/tlsh-digest';
import { defaultVariant } from '../tlsh/tlsh-digest';
import { isSameVariant } from '../tlsh/variants';
import { fillPlanes, planeDistance, planeWords } from './body-planes';
import { FoundDigests, type FoundDigest } from './found-digests';

export interface WithinOptions {
  /** False leaves the length out, as in `digestDistance`. */
  readonly withLength?: boolean;
}

export interface NearestOptions extends WithinOptions {
  /** What is farther is not looked for; Infinity looks everywhere. */
  readonly maxDistance: number;
  readonly count: number;
}

/**
 * Finds the digests near a digest among very many, exactly: it gives what comparing with each one gives. Digests lie
 * sorted by their header (length class, quartile ratios); the header's part of the distance is a lower bound that skips
 * whole buckets. What is left is compared by popcounts over bit planes, given up halfway where it is too far by then.
 * 37 bytes a digest, and 8 a bucket.
 */
export class DigestIndex {
  private constructor(
    private readonly variant: TlshVariant,
    /** Of each bucket the header, ascending, and where its digests begin; one more at the end. */
    private readonly headers: Uint16Array,
    private readonly starts: Uint32Array,
    private readonly planes: Int32Array,
    private readonly checksums: Uint8Array,
    /** Where each digest was in what the index was built from. */
    private readonly positions: Uint32Array,
  ) {}

  /** @throws Error when the digests are not all of one variant: a bug of the caller. */
  static build(digests: readonly TlshDigest[]): DigestIndex {
    const variant = digests.length > 0 ? digests[0].variant : defaultVariant;
    if (!digests.every((digest) => isSameVariant(digest.variant, variant)))
      throw new Error('An index holds digests of one TLSH variant.');
    const { headers, starts, positions } = sortByHeader(digests);
    const words = planeWords(variant.buckets);
    const planes = new Int32Array(words * digests.length);
    const checksums = new Uint8Array(variant.checksumBytes * digests.length);
    for (let entry = 0; entry < positions.length; entry++) {
      const digest = digests[positions[entry]];
      fillPlanes(digest, planes, words * entry);
      checksums.set(digest.checksum, variant.checksumBytes * entry);
    }
    return new DigestIndex(variant, headers, starts, planes, checksums, positions);
  }

  get size(): number {
    return this.positions.length;
  }

  /** The nearest digests, nearest first, ties by position. A digest of another variant is near to none. */
  nearest(digest: TlshDigest, { maxDistance, count, withLength = true }: NearestOptions): FoundDigest[] {
    if (count < 1 || !isSameVariant(digest.variant, this.variant)) return [];
    const found = new FoundDigests(maxDistance, count);
    this.search(digest, withLength, found);
    return found.nearest();
  }

  /** All digests up to a distance, nearest first, ties by position. */
  within(digest: TlshDigest, maxDistance: number, { withLength }: WithinOptions = {}): FoundDigest[] {
    return this.nearest(digest, { maxDistance, count: this.size, withLength });
  }

  private search(digest: TlshDigest, withLength: boolean, found: FoundDigests): void {
    const { starts } = this;
    const words = planeWords(this.variant.buckets);
    const planes = new Int32Array(words);
    fillPlanes(digest, planes, 0);
    const { buckets, bounds } = this.bucketsByBound(digest, withLength, found.limit);
    for (let turn = 0; turn < buckets.length && bounds[turn] <= found.limit; turn++) {
      const bucket = buckets[turn];
      const end = starts[bucket + 1];
      for (let entry = starts[bucket]; entry < end; entry++) {
        const distance = bounds[turn] + this.bodyDistance(planes, entry * words, found.limit - bounds[turn]);
        if (distance <= found.limit)
          found.offer(this.positions[entry], distance + this.checksumDistance(digest, entry));
      }
    }
  }

  /** The body distance to the entry whose planes begin at `from`, or any number above `room` if it is above. */
  private bodyDistance(planes: Int32Array, from: number, room: number): number {
    let distance = 0;
    for (let word = 0; word < planes.length && distance <= room; word += 4)
      distance += planeDistance(planes, word, this.planes, from + word);
    return distance;
  }

  private checksumDistance({ checksum }: TlshDigest, entry: number): number {
    const from = checksum.length * entry;
    return checksum.every((byte, at) => byte === this.checksums[from + at]) ? 0 : 1;
  }

  /** The buckets whose header alone is not farther than `limit`, nearest first, with the distance of the header. */
  private bucketsByBound(digest: TlshDigest, withLength: boolean, limit: number) {
    const { headers } = this;
    const widest = Math.floor(Math.min(limit, farthestHeader));
    const ratios = ((digest.q1Ratio << 4) | digest.q2Ratio) << 8;
    const all = new Uint16Array(headers.length);
    // One place further, so that the sums below are where each bound begins; what is too far comes last.
    const counts = new Uint32Array(widest + 3);
    for (let bucket = 0; bucket < headers.length; bucket++) {
      const header = headers[bucket];
      const length = withLength ? lengthDistance(digest.lengthClass, header >> 8) : 0;
      all[bucket] = Math.min(widest + 1, ratiosDistances[ratios | (header & 255)] + length);
      counts[all[bucket] + 1]++;
    }
    let kept = 0;
    for (let bound = 0; bound <= widest; bound++) {
      counts[bound + 1] += counts[bound];
      kept = counts[bound + 1];
    }
    const buckets = new Uint32Array(kept);
    const bounds = new Uint16Array(kept);
    for (let bucket = 0; bucket < headers.length; bucket++) {
      const bound = all[bucket];
      if (bound > widest) continue;
      const turn = counts[bound]++;
      buckets[turn] = bucket;
      bounds[turn] = bound;
    }
    return { buckets, bounds };
  }
}

/** 128 steps of length and twice 8 steps of a ratio. */
const farthestHeader = lengthDistance(0, 128) + 2 * ratioDistance(0, 8);

/** Of every pair of quartile ratio bytes. */
const ratiosDistances = Uint8Array.from(
  { length: 65536 },
  (_, pair) => ratioDistance(pair >> 12, (pair >> 4) & 15) + ratioDistance((pair >> 8) & 15, pair & 15),
);

function headerOf({ lengthClass, q1Ratio, q2Ratio }: TlshDigest): number {
  return (lengthClass << 8) | (q1Ratio << 4) | q2Ratio;
}

/** Sorts by header, equal ones by position. */
function sortByHeader(digests: readonly TlshDigest[]) {
  // Header and position in one number, because numbers are what sorts fast.
  const keys = Float64Array.from(digests, (digest, at) => headerOf(digest) * 2 ** 32 + at).sort();
  const positions = Uint32Array.from(keys);
  const headers: number[] = [];
  const starts: number[] = [];
  for (let entry = 0; entry < keys.length; entry++) {
    const header = Math.floor(keys[entry] / 2 ** 32);
    if (header === headers.at(-1)) continue;
    headers.push(header);
    starts.push(entry);
  }
  starts.push(keys.length);
  return { headers: Uint16Array.from(headers), starts: Uint32Array.from(starts), positions };
}
