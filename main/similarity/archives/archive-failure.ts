import type { SkippedFile } from '../../../shared/similarity';

export type ArchiveReason = Extract<SkippedFile['reason'], `archive-${string}`>;

/** Ends reading an archive, or a file in it, somewhere deep in streams. It never leaves this folder. */
export class ArchiveFailure extends Error {
  constructor(readonly reason: ArchiveReason) {
    super(reason);
  }
}

/** What a failure of a decompressor or reader means: all that they throw of their own is damage. */
export function archiveReasonOf(error: unknown): ArchiveReason {
  return error instanceof ArchiveFailure ? error.reason : 'archive-damaged';
}
