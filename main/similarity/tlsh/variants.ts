import type { TlshVariant } from './tlsh-digest';

/** All the variants there are; the default comes first. */
export const variants: readonly TlshVariant[] = [
  { buckets: 128, checksumBytes: 1 },
  { buckets: 128, checksumBytes: 3 },
  { buckets: 256, checksumBytes: 1 },
  { buckets: 256, checksumBytes: 3 },
];

/** Hex digits in a digest's text, without `T1`: 70, 74, 134 or 138. Two bytes hold the length and the two ratios. */
export function textLength({ buckets, checksumBytes }: TlshVariant): number {
  return 2 * (checksumBytes + 2 + buckets / 4);
}

export function isSameVariant(one: TlshVariant, other: TlshVariant): boolean {
  return one.buckets === other.buckets && one.checksumBytes === other.checksumBytes;
}
