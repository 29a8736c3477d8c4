import { pearsonTable } from '../../../../main/similarity/tlsh/pearson-table';
import type { TlshVariant } from '../../../../main/similarity/tlsh/tlsh-digest';

/**
 * TLSH as its paper describes it, with no thought of speed and nothing shared with the product but the Pearson table.
 * It stands in for a reference where none prints the variant: Debian's tlsh only knows 128 buckets and one byte of
 * checksum. Returns `T1` and the digits, or the reason for none.
 */
export function hashByDefinition(bytes: Uint8Array, { buckets, checksumBytes }: TlshVariant): string {
  if (bytes.length < 50) return 'too-small';
  const counts = Array.from({ length: 256 }, () => 0);
  const checksum = Array.from({ length: checksumBytes }, () => 0);
  for (let at = 4; at < bytes.length; at++) {
    const [e, d, c, b, a] = bytes.subarray(at - 4, at + 1);
    checksum.forEach((before, index) => (checksum[index] = pearson(checksum[index - 1] ?? 0, a, b, before)));
    const triplets = [
      [2, a, b, c],
      [3, a, b, d],
      [5, a, c, d],
      [7, a, c, e],
      [11, a, b, e],
      [13, a, d, e],
    ];
    for (const triplet of triplets) counts[pearson(...triplet)]++;
  }

  const used = counts.slice(0, buckets);
  if (used.filter((count) => count > 0).length <= buckets / 2) return 'too-uniform';
  const sorted = used.toSorted((a, b) => a - b);
  const [q1, q2, q3] = [0.25, 0.5, 0.75].map((part) => sorted[part * buckets - 1]);
  const digits = used.map((count) => (count <= q1 ? '00' : count <= q2 ? '01' : count <= q3 ? '10' : '11'));
  const body = BigInt(`0b${digits.reverse().join('')}`)
    .toString(16)
    .padStart(buckets / 2, '0');
  const ratios = [q1, q2].map((quartile) => (Math.floor((100 * quartile) / q3) % 16).toString(16));
  return 'T1' + [...checksum.map(swapped), swapped(lengthClass(bytes.length)), ...ratios, body].join('').toUpperCase();
}

function pearson(...bytes: number[]): number {
  return bytes.reduce((hash, byte) => pearsonTable[hash ^ byte], 0);
}

function lengthClass(length: number): number {
  if (length <= 656) return Math.floor(Math.log(length) / Math.log(1.5));
  if (length <= 3199) return Math.floor(Math.log(length) / Math.log(1.3) - 8.72777);
  return Math.floor(Math.log(length) / Math.log(1.1) - 62.5472);
}

function swapped(byte: number): string {
  return [...byte.toString(16).padStart(2, '0')].reverse().join('');
}
