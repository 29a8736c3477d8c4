/** The files a window may see of a scan: findings first, then what is nearest to a miner. */
import { compareFiles } from '../../shared/compare-files';
import { maxFileRows } from '../../shared/file-limits';
import type { FileDetail, FileRow } from '../../shared/file-scan';
import type { NearestCluster, ScannedFile } from '../../shared/similarity';
import { reachOf } from '../similarity/clusters/reach-of';
import { decidingCluster } from './deciding-cluster';

interface Entry {
  readonly row: FileRow;
  readonly file: ScannedFile;
  isNew: boolean;
  /** A window has it. */
  wasTaken: boolean;
}

/** Keeps at most `limit` files, whatever a scan finds. */
export class FilesRows {
  private entries = new Map<string, Entry>();
  private removed: string[] = [];
  private count = 0;

  /** `scan` makes the keys of one scan different from those of another. */
  constructor(
    private readonly scan: number,
    private readonly limit = maxFileRows,
  ) {}

  /** Files that were found and are not kept. */
  get hiddenCount(): number {
    return this.count - this.entries.size;
  }

  add(file: ScannedFile): void {
    const key = `s${this.scan}f${this.count++}`;
    this.entries.set(key, { row: describeFileRow(key, file), file, isNew: true, wasTaken: false });
    if (this.entries.size >= this.limit * 2) this.trim();
  }

  /** At most `most` rows not told of yet, first what is to be looked at first, and the keys of those that went. */
  takeChanges(most: number): { added: FileRow[]; removed: string[] } {
    this.trim();
    const fresh = [...this.entries.values()].filter((entry) => entry.isNew);
    if (fresh.length > most) fresh.sort(compareEntries).length = most;
    for (const entry of fresh) {
      entry.isNew = false;
      entry.wasTaken = true;
    }
    const { removed } = this;
    this.removed = [];
    return { added: fresh.map(({ row }) => row), removed };
  }

  /** All rows. Whoever has them learns from `takeChanges` which ones go. */
  rows(): FileRow[] {
    this.trim();
    return Array.from(this.entries.values(), (entry) => {
      entry.wasTaken = true;
      return entry.row;
    });
  }

  /** All that is known of a row's file; null when it is not kept. */
  file(key: string): FileDetail | null {
    const entry = this.entries.get(key);
    if (!entry) return null;
    const { why: _why, ...file } = entry.file;
    return { ...file, key, path: entry.row.path };
  }

  private trim(): void {
    if (this.entries.size <= this.limit) return;
    const ranked = [...this.entries.values()].sort(compareEntries);
    for (const { row, wasTaken } of ranked.slice(this.limit)) {
      this.entries.delete(row.key);
      if (wasTaken) this.removed.push(row.key);
    }
  }
}

function compareEntries(a: Entry, b: Entry): number {
  return compareFiles(a.row, b.row);
}

function distanceOf({ reasons }: ScannedFile, nearest: NearestCluster | null): number | null {
  const [reason] = reasons;
  if (reason?.code === 'padded') return reason.distanceWithoutOverlay ?? reason.distanceWithoutLength;
  return nearest && reachOf(nearest);
}

function describeFileRow(key: string, file: ScannedFile): FileRow {
  const { path, size, format, assessment, reasons, processes } = file;
  const nearest = decidingCluster(file);
  return {
    key,
    path: path ?? '',
    size,
    format,
    assessment,
    nearest,
    distance: distanceOf(file, nearest),
    reason: reasons[0] ?? null,
    processes: processes?.length ?? 0,
  };
}
