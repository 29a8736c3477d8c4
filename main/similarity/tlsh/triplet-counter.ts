/** Bytes of a window that came before its newest one. */
export const windowTail = 4;

/** The most that one call of `count` takes. */
export const blockBytes = 65536;

/**
 * Counts triplets, the costly part of TLSH. There is one per thread, lent to one call of `TlshHasher.update` at a time.
 *
 * A triplet's hash is the Pearson table applied three times. The table is a permutation, so its last application only
 * renames the buckets: what is counted is the index into the table, and the renaming happens once a block.
 */
export interface TripletCounter {
  readonly kind: 'wasm' | 'plain';
  /** `windowTail` bytes that came before, then up to `blockBytes` new ones. */
  readonly block: Uint8Array;
  /** Six rows of 256, in the order of `tripletSalts`; added to by `count`, emptied by the caller. */
  readonly counters: Uint32Array;
  /** Takes the new bytes from `begin` on up to `end` and the checksum so far; returns the checksum, 0..255. */
  count(begin: number, end: number, checksum: number): number;
}
