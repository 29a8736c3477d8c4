import type { NearestCluster, ScannedFile } from '../../shared/similarity';

/** The cluster that a file's first reason is about, or else the nearest; null where none is near. */
export function decidingCluster({ reasons, nearest }: ScannedFile): NearestCluster | null {
  const [reason] = reasons;
  const about = reason !== undefined && 'cluster' in reason ? reason.cluster : null;
  return nearest.find(({ cluster }) => cluster === about) ?? nearest[0] ?? null;
}
