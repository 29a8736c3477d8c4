import type { FileRow } from '../../shared/file-scan';
import type { Assessment } from '../../shared/similarity';

export interface FileFilter {
  /** Words that must all occur in the path, the nearest cluster (it begins with the family) or its member. */
  readonly text: string;
  readonly assessment: Assessment | null;
}

export const everyFile: FileFilter = { text: '', assessment: null };

/** The rows that match, in the order given. */
export function filterFiles(rows: Iterable<FileRow>, { text, assessment }: FileFilter): FileRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return Array.from(rows).filter((row) => {
    if (assessment !== null && row.assessment !== assessment) return false;
    if (words.length === 0) return true;
    const haystack = `${row.path} ${row.nearest?.cluster ?? ''} ${row.nearest?.member?.name ?? ''}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
