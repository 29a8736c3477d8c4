import type { Cluster, ClusterFile } from '../../shared/cluster-file';

/** A cluster by its name, or the only one whose name has that in it; else a sentence that helps. */
export function findCluster({ clusters }: ClusterFile, asked: string): Cluster | string {
  const wanted = asked.trim().toLowerCase();
  const same = clusters.find(({ id }) => id.toLowerCase() === wanted);
  if (same !== undefined) return same;
  const similar = clusters.filter(({ id }) => id.toLowerCase().includes(wanted));
  if (similar.length === 1) return similar[0];
  if (similar.length === 0) return `There is no cluster ${asked}. kanaria cluster --show lists all.`;
  return `Several clusters are called like ${asked}: ${similar.map(({ id }) => id).join('; ')}.`;
}
