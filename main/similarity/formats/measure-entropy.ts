import type { RandomAccess } from './random-access';

const pieceBytes = 64 * 1024;
const pieces = 16;

/**
 * Shannon entropy of a range in bits per byte, 0 (one value) to 8 (random); null without bytes. Of more than 1 MiB,
 * sixteen pieces spread evenly are looked at. Compressed and encrypted bytes are above 7.9, machine code is below 6.8.
 */
export function measureEntropy(access: RandomAccess, offset: number, size: number): number | null {
  const counts = new Uint32Array(256);
  let total = 0;
  const whole = size <= pieceBytes * pieces;
  const step = whole ? pieceBytes : (size - pieceBytes) / (pieces - 1);
  for (let i = 0; i < pieces && i * step < size; i++) {
    const start = Math.floor(i * step);
    const bytes = access.read(offset + start, Math.min(pieceBytes, size - start));
    for (let k = 0; k < bytes.length; k++) counts[bytes[k]]++;
    total += bytes.length;
  }
  if (total === 0) return null;
  let sum = 0;
  for (const count of counts) if (count > 0) sum += count * Math.log2(count);
  return Math.max(0, Math.log2(total) - sum / total);
}
