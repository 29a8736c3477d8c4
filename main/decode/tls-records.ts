/** TLS records on the way to the handshake messages inside them (RFC 8446 section 5.1). */
import { readUint16 } from './read-integer';

export const recordHeaderBytes = 5;
export const handshakeHeaderBytes = 4;
export const handshakeRecord = 22;

/** Handshake bytes without record headers. */
export interface JoinedHandshake {
  readonly bytes: Uint8Array;
  /** A record of another kind follows, so that no more can come. */
  readonly isOver: boolean;
}

/** Joins the handshake records from `from` on, as far as they were captured. */
export function joinHandshake(data: Uint8Array, from: number, to: number): JoinedHandshake {
  const joined = new Uint8Array(to - from);
  let length = 0;
  let at = from;
  while (at + recordHeaderBytes < to && data[at] === handshakeRecord) {
    const start = at + recordHeaderBytes;
    const end = Math.min(start + readUint16(data, at + 3), to);
    joined.set(data.subarray(start, end), length);
    length += end - start;
    at = end;
  }
  return { bytes: joined.subarray(0, length), isOver: at < to && data[at] !== handshakeRecord };
}

/** The number of 1 to 3 bytes at `at`, or 0 where it reaches behind the end. */
export function numberAt(data: Uint8Array, at: number, bytes: 1 | 2 | 3): number {
  if (at + bytes > data.length) return 0;
  let value = 0;
  for (let i = 0; i < bytes; i++) value = value * 256 + data[at + i];
  return value;
}
