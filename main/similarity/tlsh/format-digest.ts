import type { TlshDigest } from './tlsh-digest';

/** Writes a digest as `T1` and upper-case hex digits, as the reference prints it. {@link parseDigest} reads it back. */
export function formatDigest({ checksum, lengthClass, q1Ratio, q2Ratio, body }: TlshDigest): string {
  let text = 'T1';
  for (const byte of checksum) text += hex[byte & 15] + hex[byte >> 4];
  text += hex[lengthClass & 15] + hex[lengthClass >> 4] + hex[q1Ratio] + hex[q2Ratio];
  for (let at = body.length - 1; at >= 0; at--) text += hex[body[at] >> 4] + hex[body[at] & 15];
  return text;
}

const hex = '0123456789ABCDEF';
