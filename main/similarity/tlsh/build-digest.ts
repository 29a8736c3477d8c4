import type { TlshDigest, TlshVariant } from './tlsh-digest';

/** What the bytes of a file left behind. */
export interface TripletHistogram {
  /** 256 counts, of which the variant takes its first 128 or all. */
  readonly buckets: Float64Array;
  /** Bytes hashed. */
  readonly length: number;
  readonly checksum: Uint8Array;
}

/**
 * Sums up a histogram as a digest: each bucket by the quartile it falls in. Null where no more than half of the buckets
 * hold anything, because then the quartiles say nothing.
 */
export function buildDigest(variant: TlshVariant, { buckets, length, checksum }: TripletHistogram): TlshDigest | null {
  const counts = buckets.subarray(0, variant.buckets);
  const sorted = counts.slice().sort();
  const [q1, q2, q3] = [1, 2, 3].map((quarter) => sorted[(quarter * variant.buckets) / 4 - 1]);
  if (sorted[variant.buckets / 2 - 1] === 0) return null;

  const body = new Uint8Array(variant.buckets / 4);
  counts.forEach((count, bucket) => {
    const quartile = Number(count > q1) + Number(count > q2) + Number(count > q3);
    body[bucket >> 2] |= quartile << (2 * (bucket & 3));
  });
  return {
    variant,
    checksum: checksum.slice(),
    lengthClass: classifyLength(length),
    q1Ratio: ratio(q1, q3),
    q2Ratio: ratio(q2, q3),
    body,
  };
}

/**
 * The logarithm of a length in steps that shrink from 1.5 to 1.1, 0..255. The reference takes logarithms in single
 * precision and, in newer versions, looks up a table made so; both agree with this for every length below 4 GiB. Above, where
 * the reference counts wrong, the steps go on.
 */
export function classifyLength(length: number): number {
  const logarithm = Math.fround(Math.log(Math.fround(length)));
  if (length <= 656) return Math.floor(logarithm / 0.4054651);
  if (length <= 3199) return Math.floor(logarithm / 0.26236426 - 8.72777);
  return Math.floor(logarithm / 0.09531018 - 62.5472) & 255;
}

/** Percent, modulo 16, in the reference's arithmetic: the percentage in 32 bits, the division in single precision. */
function ratio(quartile: number, third: number): number {
  return Math.trunc(Math.fround(Math.fround((100 * quartile) % 2 ** 32) / Math.fround(third))) % 16;
}
