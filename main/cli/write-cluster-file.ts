/** Writes a cluster file whole or not at all. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { ClusterFile } from '../../shared/cluster-file';
import type { Failure } from '../../shared/connection';
import { describeWriteFailure } from '../capture/write-failure';
import { formatClusterFile } from '../similarity/clusters/format-cluster-file';
import { readClusterFile } from '../similarity/read-cluster-file';

/**
 * Writes beside the file and renames, so that the file is never half written. Overwrites only a cluster file: anything
 * else of that name is left alone.
 */
export async function writeClusterFile(path: string, file: ClusterFile): Promise<Failure | null> {
  if (await isForeign(path)) {
    const message = `${path} exists and is no cluster file, so it is left as it is.`;
    return { kind: 'bad-request', message, remedy: 'Choose another name with --out.' };
  }
  const temporary = `${path}.${process.pid}.part`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(formatClusterFile(file));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    return null;
  } catch (error) {
    await rm(temporary, { force: true });
    return describeWriteFailure(error, path);
  }
}

async function isForeign(path: string): Promise<boolean> {
  const read = await readClusterFile(path);
  return read.kind === 'failed' && read.failure.kind !== 'missing' && (await isNotEmpty(path));
}

async function isNotEmpty(path: string): Promise<boolean> {
  try {
    return (await readFile(path)).length > 0;
  } catch {
    return true;
  }
}
