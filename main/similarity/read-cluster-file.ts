/** Reads files of clusters: the one that ships, or one that somebody made. */
import { readFile } from 'node:fs/promises';
import { clusterFileSchema, type ClusterFile } from '../../shared/cluster-file';
import type { Failure } from '../../shared/connection';
import { findResource } from '../find-resource';

export type ReadClusterFile =
  | { readonly kind: 'read'; readonly path: string; readonly file: ClusterFile }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Absolute path of the file that ships. */
export function shippedClusterFile(): string {
  return findResource('models/miner-clusters.json');
}

/** Reads and checks a file of clusters. A file of another kind, or a damaged one, is a failure. */
export async function readClusterFile(path: string): Promise<ReadClusterFile> {
  const failed = (kind: Failure['kind'], message: string, remedy: string): ReadClusterFile => ({
    kind: 'failed',
    failure: { kind, message, remedy },
  });
  const remedy = 'Name a file that kanaria cluster --out has written.';
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return failed('missing', `The cluster file ${path} does not exist.`, remedy);
    if (code === 'EACCES' || code === 'EPERM')
      return failed('no-permission', `The cluster file ${path} may not be read.`, 'Ask its owner for permission.');
    return failed('unreadable', `The cluster file ${path} cannot be read (${code ?? String(error)}).`, remedy);
  }
  try {
    const checked = clusterFileSchema.safeParse(JSON.parse(text));
    if (checked.success) return { kind: 'read', path, file: checked.data };
    const [{ path: where, message }] = checked.error.issues;
    return failed('unreadable', `${path} is no cluster file (${[...where, message].join(' ')}).`, remedy);
  } catch {
    return failed('unreadable', `${path} is no cluster file: it is not JSON.`, remedy);
  }
}
