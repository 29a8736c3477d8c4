/** WebSocket frame headers (RFC 6455 section 5.2). */
import { readUint16, readUint32 } from './read-integer';

export interface FrameHeader {
  /** 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong. */
  readonly opcode: number;
  readonly isCompressed: boolean;
  /** Position of the four mask bytes, or -1 where the payload is in the clear. */
  readonly maskOffset: number;
  /** Position of the first payload byte. */
  readonly payloadOffset: number;
  readonly payloadLength: number;
}

/** Reads the frame header at `from`: null if it goes on behind `to`, `invalid` if no frame begins there. */
export function readFrameHeader(data: Uint8Array, from: number, to: number): FrameHeader | null | 'invalid' {
  if (to - from < 1) return null;
  const opcode = data[from] & 0x0f;
  const isKnown = opcode <= 2 || (opcode >= 8 && opcode <= 10);
  if (!isKnown || (data[from] & 0x30) !== 0) return 'invalid';
  if (to - from < 2) return null;
  const isMasked = (data[from + 1] & 0x80) !== 0;
  const short = data[from + 1] & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskOffset = from + 2 + lengthBytes;
  const payloadOffset = maskOffset + (isMasked ? 4 : 0);
  if (payloadOffset > to) return null;
  if (short === 127 && readUint32(data, from + 2) !== 0) return 'invalid';
  const payloadLength = short === 126 ? readUint16(data, from + 2) : short === 127 ? readUint32(data, from + 6) : short;
  return {
    opcode,
    isCompressed: (data[from] & 0x40) !== 0,
    maskOffset: isMasked ? maskOffset : -1,
    payloadOffset,
    payloadLength,
  };
}

/** The four mask bytes as one number; 0 leaves a payload as it is. */
export function readMask(data: Uint8Array, header: FrameHeader): number {
  return header.maskOffset < 0 ? 0 : readUint32(data, header.maskOffset);
}

/** The byte at `index` of a payload, unmasked (RFC 6455 section 5.3). */
export function unmaskByte(byte: number, mask: number, index: number): number {
  return byte ^ ((mask >>> (24 - 8 * (index & 3))) & 0xff);
}

/** A copy of the payload bytes `from .. to` without their mask; `index` is the place of `from` in the payload. */
export function unmask(data: Uint8Array, from: number, to: number, mask: number, index: number): Uint8Array {
  const clear = data.slice(from, to);
  if (mask === 0) return clear;
  for (let i = 0; i < clear.length; i++) clear[i] = unmaskByte(clear[i], mask, index + i);
  return clear;
}
