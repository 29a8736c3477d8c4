/** Counts what a scan finds. */
import type { Assessment, ScannedFile, ScanSummary, SkippedFile } from '../../../shared/similarity';

/** So many files of each reason are named; all are counted. */
export const namedOfEachReason = 20;

const counterOf = {
  'very-close': 'veryClose',
  match: 'match',
  possible: 'possible',
  none: 'none',
  'not-assessable': 'notAssessable',
} as const satisfies Record<Assessment, keyof ScanSummary>;

/** Left out on purpose, unless the person named them. */
const intended = new Set<SkippedFile['reason']>(['special-file', 'symlink', 'virtual-filesystem']);

export class ScanCounts {
  /** Inputs that could not be read. */
  unreadable = 0;
  readonly skipped: SkippedFile[] = [];
  private readonly counts = { veryClose: 0, match: 0, possible: 0, none: 0, notAssessable: 0 };
  private readonly skippedBy: Record<string, number> = {};
  private files = 0;
  private bytes = 0;

  addFile({ assessment, size }: ScannedFile): void {
    this.counts[counterOf[assessment]]++;
    this.files++;
    this.bytes += size ?? 0;
  }

  addSkipped(skipped: SkippedFile, isNamed: boolean): void {
    const count = (this.skippedBy[skipped.reason] ?? 0) + 1;
    this.skippedBy[skipped.reason] = count;
    if (count <= namedOfEachReason) this.skipped.push(skipped);
    if (isNamed || !intended.has(skipped.reason)) this.unreadable++;
  }

  summary(elapsedMs: number, isPartial: boolean): ScanSummary {
    const skipped = Object.values(this.skippedBy).reduce((sum, count) => sum + count, 0);
    const { files, bytes, skippedBy } = this;
    return {
      files,
      bytes,
      ...this.counts,
      skipped,
      skippedBy: { ...skippedBy },
      elapsedMs: Math.round(elapsedMs),
      isPartial,
    };
  }
}
