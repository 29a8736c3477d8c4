import type { TlshDigest, TlshVariant } from './tlsh-digest';
import { textLength, variants } from './variants';

/**
 * Reads the text of a digest: hex digits of any case, with or without `T1` in front, with or without blanks around. The
 * number of digits tells the variant. Null where the text is no digest.
 */
export function parseDigest(text: string): TlshDigest | null {
  const trimmed = text.trim();
  const digits = /^t1/i.test(trimmed) ? trimmed.slice(2) : trimmed;
  const variant = variants.find((each) => textLength(each) === digits.length);
  return variant && /^[0-9a-f]+$/i.test(digits) ? readDigits(digits, variant) : null;
}

/** The text has the checksum and the length with their hex digits swapped, and the body backwards. */
function readDigits(digits: string, variant: TlshVariant): TlshDigest {
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    parseInt(digits.slice(2 * at, 2 * at + 2), 16),
  );
  const { checksumBytes } = variant;
  return {
    variant,
    checksum: bytes.slice(0, checksumBytes).map(swapDigits),
    lengthClass: swapDigits(bytes[checksumBytes]),
    q1Ratio: bytes[checksumBytes + 1] >> 4,
    q2Ratio: bytes[checksumBytes + 1] & 15,
    body: bytes.slice(checksumBytes + 2).reverse(),
  };
}

function swapDigits(byte: number): number {
  return ((byte & 15) << 4) | (byte >> 4);
}
