import { randomFillSync } from 'node:crypto';
import type { Message } from '../../generator/talk';

/** A message as it is sent: its known beginning, then bytes that mean nothing. */
export function contentOf({ data, length }: Message): Buffer | string {
  if (typeof data === 'string' && data.length === length) return data;
  const bytes = Buffer.allocUnsafe(length);
  const known =
    data === null ? 0 : typeof data === 'string' ? bytes.write(data, 'latin1') : (bytes.set(data), data.length);
  randomFillSync(bytes, known);
  return bytes;
}
