import type { ArchiveReason } from './archive-failure';
import type { Pieces } from './pieces';

/** A file in an archive, before limits and nesting are looked at. */
export interface ArchiveMember {
  readonly name: string;
  /** Bytes, as the archive tells. */
  readonly size: number | null;
  /** Why its bytes can't be had. */
  readonly skip?: ArchiveReason;
  /** The bytes, once. Not called where `skip` is set. */
  open(): Pieces;
}
