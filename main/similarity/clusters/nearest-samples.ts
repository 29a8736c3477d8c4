import type { Cluster, ClusterFile, ClusterMember } from '../../../shared/cluster-file';
import { digestDistance } from '../tlsh/digest-distance';
import { readDigest } from './read-digest';

/** A sample beside a centre. */
export interface NearSample {
  readonly member: ClusterMember;
  /** To the centre. */
  readonly distance: number;
  /** Id of the cluster it is in. */
  readonly cluster: string;
}

/** The members of a cluster except the one that is the centre, nearest to it first. */
export function measureMembers({ id, centre, members }: Cluster): NearSample[] {
  const from = readDigest(centre);
  const others = members.filter((_, at) => at !== members.findIndex(({ digest }) => digest === centre));
  return others
    .map((member) => ({ member, distance: digestDistance(from, readDigest(member.digest)), cluster: id }))
    .sort((one, other) => one.distance - other.distance);
}

/** The samples of all other clusters that are nearest to the centre of one. */
export function nearestElsewhere({ clusters }: ClusterFile, { id, centre }: Cluster, count: number): NearSample[] {
  const from = readDigest(centre);
  return clusters
    .filter((cluster) => cluster.id !== id)
    .flatMap((cluster) => cluster.members.map((member) => ({ member, cluster: cluster.id })))
    .map((each) => ({ ...each, distance: digestDistance(from, readDigest(each.member.digest)) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, count);
}

/** The member that is the centre, if it is known. */
export function centreMember({ centre, members }: Cluster): ClusterMember | null {
  return members.find(({ digest }) => digest === centre) ?? null;
}
