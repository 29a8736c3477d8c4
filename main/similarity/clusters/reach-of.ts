import type { NearestCluster } from '../../../shared/similarity';

/** How near a file is to a cluster: the distance to its centre or to its nearest known member, whichever is less. */
export function reachOf({ distance, member }: NearestCluster): number {
  return Math.min(distance, member?.distance ?? Infinity);
}
