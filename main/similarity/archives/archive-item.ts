import type { SkippedFile } from '../../../shared/similarity';

/** A file in an archive. Its bytes come once, while it is the current item. */
export interface ArchiveEntry {
  readonly kind: 'entry';
  /** `outer.zip!folder/name`, with another `!` for an archive in an archive. Never a path to write to. */
  readonly path: string;
  /** Bytes as the archive tells; null where it doesn't. The truth may differ. */
  readonly size: number | null;
  /**
   * Gives the bytes in pieces, waiting for each. True when they came whole; if not, the next item is a `skipped` that
   * says why, and what was made of the bytes is to be thrown away. An entry that is not read is passed over.
   */
  read(onPiece: (piece: Uint8Array) => void | Promise<void>): Promise<boolean>;
}

/** Something in an archive, or the rest of it, that can't be read. */
export interface ArchiveSkip extends SkippedFile {
  readonly kind: 'skipped';
}

export type ArchiveItem = ArchiveEntry | ArchiveSkip;

/** How much is taken out of one archive with all that is in it. Beyond, the rest is left out as `archive-too-large`. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes taken out. */
  readonly bytes: number;
  /** Bytes taken out per byte of the archive, once more than 64 MiB were. */
  readonly ratio: number;
  /** Archives in an archive are held in memory while they are read; what exceeds this is taken as a plain file. Bytes. */
  readonly nestedBytes: number;
  /** Archives in each other: with 2, what is in an archive in an archive is read. */
  readonly depth: number;
}

export const defaultArchiveLimits: ArchiveLimits = {
  entries: 100_000,
  bytes: 4 * 1024 ** 3,
  ratio: 200,
  nestedBytes: 64 * 1024 ** 2,
  depth: 6,
};
