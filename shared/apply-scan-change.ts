import type { FileRow, FileScan, ScanChange, ScanSnapshot } from './file-scan';
import { idleScan } from './idle-scan';

/** A scan as whoever follows it knows it, rows by key. Never changed in place. */
export interface FollowedScan {
  readonly scan: FileScan;
  readonly rows: ReadonlyMap<string, FileRow>;
}

export const noScan: FollowedScan = { scan: idleScan, rows: new Map() };

export function followSnapshot({ scan, rows }: ScanSnapshot): FollowedScan {
  return { scan, rows: new Map(rows.map((row) => [row.key, row])) };
}

/** The scan after a change. */
export function applyScanChange(state: FollowedScan, change: ScanChange): FollowedScan {
  const { scan, added, removed, isReset } = change;
  if (!isReset && added.length === 0 && removed.length === 0) return { scan, rows: state.rows };
  const rows = new Map(isReset ? [] : state.rows);
  for (const key of removed) rows.delete(key);
  for (const row of added) rows.set(row.key, row);
  return { scan, rows };
}
