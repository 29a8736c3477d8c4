import type { ArchiveLimits } from './archive-item';
import { ArchiveFailure } from './archive-failure';

/** Small archives of very even data are common; only beyond this the ratio counts. */
const freeBytes = 64 * 1024 ** 2;

/** What may still be taken out of one archive, with all archives in it. */
export interface ArchiveBudget {
  /** Whether some archive is being taken apart by xz: there can be only one at a time, and those inside have to wait. */
  isXzOpen: boolean;
  /** @throws ArchiveFailure when there are more entries than allowed. */
  countEntry(): void;
  /** Passes pieces on and counts them. @throws ArchiveFailure when they are more than allowed. */
  meter(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined>;
}

/** A budget for an archive of so many bytes. */
export function createArchiveBudget(archiveBytes: number, limits: ArchiveLimits): ArchiveBudget {
  const most = Math.min(limits.bytes, Math.max(freeBytes, limits.ratio * archiveBytes));
  let entries = 0;
  let bytes = 0;
  return {
    isXzOpen: false,
    countEntry() {
      entries++;
      if (entries > limits.entries || bytes > most) throw new ArchiveFailure('archive-too-large');
    },
    async *meter(pieces) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > most) throw new ArchiveFailure('archive-too-large');
        yield piece;
      }
    },
  };
}
