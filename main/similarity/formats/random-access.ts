/** Bytes of a file by position, so that a format can be read without holding the file in memory. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** The bytes at `offset`; fewer where the file ends, or where it can't be read. They stay as they are. */
  read(offset: number, length: number): Uint8Array;
}

/** The bytes of a file that is in memory. */
export function accessBytes(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** A part of a file as if it were a file: one architecture of a fat executable. */
export function accessPart(whole: RandomAccess, start: number, size: number): RandomAccess {
  const held = Math.max(0, Math.min(size, whole.size - start));
  return {
    size: held,
    read: (offset, length) => whole.read(start + offset, Math.max(0, Math.min(length, held - offset))),
  };
}
