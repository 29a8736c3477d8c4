import { byteText } from './byte-text';
import type { RandomAccess } from './random-access';

const windowBytes = 16 * 1024;

/** Numbers and texts of a file by position. What lies outside the file reads as 0 or '' and is remembered. */
export interface FieldReader {
  readonly size: number;
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  /** Exact up to 2^53; what is larger lies outside any file. */
  u64(at: number): number;
  /** The text at `at` up to a zero byte, at most `most` bytes, one character per byte. */
  text(at: number, most: number): string;
  /** Whether something outside the file was asked for. */
  hasRunOut(): boolean;
}

/** Reads fields of `access`, one window at a time, in the byte order given. */
export function readFields(access: RandomAccess, isLittleEndian: boolean): FieldReader {
  let bytes: Uint8Array = new Uint8Array(0);
  let start = 0;
  let ranOut = false;

  /** Where `length` bytes at `at` begin in the window, or -1. */
  function find(at: number, length: number): number {
    if (at >= start && at + length <= start + bytes.length) return at - start;
    if (at >= 0 && at + length <= access.size) {
      bytes = access.read(at, windowBytes);
      start = at;
      if (bytes.length >= length) return 0;
    }
    ranOut = true;
    return -1;
  }

  function number(at: number, length: number): number {
    const from = find(at, length);
    if (from < 0) return 0;
    let value = 0;
    for (let i = 0; i < length; i++) value = value * 256 + bytes[isLittleEndian ? from + length - 1 - i : from + i];
    return value;
  }

  return {
    size: access.size,
    u8: (at) => number(at, 1),
    u16: (at) => number(at, 2),
    u32: (at) => number(at, 4),
    u64: (at) => number(at, 8),
    text(at, most) {
      const length = Math.min(most, access.size - at, windowBytes);
      const from = length > 0 ? find(at, length) : -1;
      if (from < 0) return '';
      const end = bytes.indexOf(0, from);
      return byteText(bytes.subarray(from, end < 0 ? from + length : Math.min(end, from + length)));
    },
    hasRunOut: () => ranOut,
  };
}
