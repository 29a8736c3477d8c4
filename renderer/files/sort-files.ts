import { compareFiles } from '../../shared/compare-files';
import type { FileRow } from '../../shared/file-scan';
import type { Sorting } from '../table/row-grid';
import { splitPath } from './split-path';

/** Every column of the table of files, in order. */
export const fileColumns = ['assessment', 'file', 'nearest', 'distance', 'size'] as const;
export type FileColumn = (typeof fileColumns)[number];
export type FileSorting = Sorting<FileColumn>;

export const findingsFirst: FileSorting = { column: 'assessment', isDescending: true };

/** The sorting after a click on a column's header: turned round, or started at the end people look for first. */
export function nextFileSorting(current: FileSorting, column: FileColumn): FileSorting {
  if (current.column === column) return { column, isDescending: !current.isDescending };
  return { column, isDescending: column === 'assessment' || column === 'size' };
}

const textOrder = new Intl.Collator('en', { numeric: true });
/** Larger than any distance. */
const unknownDistance = 100_000;

type Comparison = (a: FileRow, b: FileRow) => number;

const comparisons: Record<FileColumn, Comparison> = {
  assessment: (a, b) => compareFiles(b, a),
  file: (a, b) => textOrder.compare(splitPath(a.path).name, splitPath(b.path).name),
  nearest: (a, b) => textOrder.compare(a.nearest?.cluster ?? '\uffff', b.nearest?.cluster ?? '\uffff'),
  distance: (a, b) => (a.distance ?? unknownDistance) - (b.distance ?? unknownDistance),
  size: (a, b) => (a.size ?? -1) - (b.size ?? -1),
};

/** A sorted copy. Ties keep one order whatever the input's order, so that rows don't jump while a scan runs. */
export function sortFiles(rows: Iterable<FileRow>, sorting: FileSorting): FileRow[] {
  const compare = comparisons[sorting.column];
  const direction = sorting.isDescending ? -1 : 1;
  return Array.from(rows).sort((a, b) => direction * compare(a, b) || compareFiles(a, b));
}
