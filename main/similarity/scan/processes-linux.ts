/** Running processes of Linux, from /proc. */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import type { SkippedFile } from '../../../shared/similarity';
import type { ProcessList, RunningProcess } from './running-processes';
import { reasonOf } from './walk-files';

const deletedMark = ' (deleted)';

/** `procFolder` is `/proc`. Kernel threads have no file and are left out, as are processes that end meanwhile. */
export async function listLinuxProcesses(procFolder: string): Promise<ProcessList> {
  let names: string[];
  try {
    names = await readdir(procFolder);
  } catch (error) {
    const message = `Running processes cannot be listed: ${procFolder} cannot be read (${(error as Error).message}).`;
    return { kind: 'failed', failure: { kind: 'unreadable', message, remedy: 'Mount proc there and try again.' } };
  }
  const processes: RunningProcess[] = [];
  const skipped: SkippedFile[] = [];
  for (const pid of names.filter((name) => /^\d+$/.test(name))) {
    const found = await readProcess(`${procFolder}/${pid}`, Number(pid));
    if (found === null) continue;
    if ('reason' in found) skipped.push(found);
    else processes.push(found);
  }
  return { kind: 'listed', processes, skipped };
}

async function readProcess(folder: string, pid: number): Promise<RunningProcess | SkippedFile | null> {
  const link = `${folder}/exe`;
  try {
    const target = await readlink(link, { encoding: 'buffer' });
    const file = await stat(link, { bigint: true });
    const name = (await readFile(`${folder}/comm`, 'utf8')).trimEnd();
    const fileId = `${file.dev}:${file.ino}`;
    const isWhereItWas = (await identify(target)) === fileId;
    const isDeleted = !isWhereItWas && target.toString('latin1').endsWith(deletedMark);
    const path = (isDeleted ? target.subarray(0, -deletedMark.length) : target).toString();
    const readPath = isWhereItWas ? target : Buffer.from(link);
    return { pid, name, path, readPath, fileId, size: Number(file.size), isDeleted };
  } catch (error) {
    const reason = reasonOf(error);
    return reason === 'missing' ? null : { path: link, reason };
  }
}

/** Null where this process sees no such file: it was deleted, or belongs to a container. */
function identify(path: Buffer): Promise<string | null> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => null,
  );
}
