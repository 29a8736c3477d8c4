import { stat } from 'node:fs/promises';
import type { SkippedFile } from '../../../shared/similarity';
import type { ProcessList, RunningProcess } from './running-processes';
import { reasonOf } from './walk-files';

/** A process as a listing names it. `path` is null where the listing does not know it. */
export interface NamedProcess {
  readonly pid: number;
  readonly name: string;
  readonly path: string | null;
}

/** Looks the files up. A process without a path may not be looked into by this user. */
export async function findProcessFiles(listed: readonly NamedProcess[]): Promise<ProcessList> {
  const processes: RunningProcess[] = [];
  const skipped: SkippedFile[] = [];
  for (const { pid, name, path } of listed) {
    if (path === null) {
      skipped.push({ path: `${name} (process ${pid})`, reason: 'no-permission' });
      continue;
    }
    try {
      const { dev, ino, size } = await stat(path, { bigint: true });
      const readPath = Buffer.from(path);
      processes.push({ pid, name, path, readPath, fileId: `${dev}:${ino}`, size: Number(size), isDeleted: false });
    } catch (error) {
      skipped.push({ path, reason: reasonOf(error) });
    }
  }
  return { kind: 'listed', processes, skipped };
}
