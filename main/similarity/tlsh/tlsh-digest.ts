/** A TLSH digest: what it is made of, and its text. */

/** Buckets of the histogram and bytes of checksum. The default is 128 and 1: `T1` and 70 hex digits. */
export interface TlshVariant {
  readonly buckets: 128 | 256;
  readonly checksumBytes: 1 | 3;
}

export const defaultVariant: TlshVariant = { buckets: 128, checksumBytes: 1 };

export interface TlshDigest {
  readonly variant: TlshVariant;
  readonly checksum: Uint8Array;
  /** The logarithm class of the length, 0..255. */
  readonly lengthClass: number;
  /** Quartile ratios, 0..15. */
  readonly q1Ratio: number;
  readonly q2Ratio: number;
  /** Two bits a bucket: 32 or 64 bytes, in the order of the reference's `tmp_code` (not of its text). */
  readonly body: Uint8Array;
}
