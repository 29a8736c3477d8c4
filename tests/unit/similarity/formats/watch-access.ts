import type { RandomAccess } from '../../../../main/similarity/formats/random-access';

/** Bytes as a file that counts what is read, and fails the test where something outside of it is asked for. */
export function watchAccess(bytes: Uint8Array): RandomAccess & { readonly bytesRead: () => number } {
  let bytesRead = 0;
  return {
    size: bytes.length,
    read(offset, length) {
      if (!(offset >= 0 && offset <= bytes.length && length >= 0)) throw new Error(`read ${length} at ${offset}`);
      const piece = bytes.subarray(offset, offset + length);
      bytesRead += piece.length;
      return piece;
    },
    bytesRead: () => bytesRead,
  };
}
