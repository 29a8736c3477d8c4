import type { Cluster, ClusterFile } from '../../../shared/cluster-file';
import type { NearestCluster } from '../../../shared/similarity';
import { DigestIndex, type NearestOptions } from '../search/digest-index';
import { digestDistance } from '../tlsh/digest-distance';
import type { TlshDigest } from '../tlsh/tlsh-digest';
import { reachOf } from './reach-of';
import { readDigest } from './read-digest';

interface ReadCluster {
  readonly cluster: Cluster;
  readonly centre: TlshDigest;
  readonly members: readonly TlshDigest[];
}

/** Finds the clusters of a file that are near a digest, exactly. */
export class NearestClusters {
  private constructor(
    private readonly centres: DigestIndex,
    /** By position in `centres`. */
    private readonly clusters: readonly ReadCluster[],
    private readonly members: DigestIndex,
    /** By position in `members`: the cluster it belongs to. */
    private readonly clusterOfMember: readonly ReadCluster[],
  ) {}

  /** @throws Error when a digest of the file is none: the file was not checked. */
  static of(file: ClusterFile): NearestClusters {
    const clusters = file.clusters.map((cluster) => ({
      cluster,
      centre: readDigest(cluster.centre),
      members: cluster.members.map(({ digest }) => readDigest(digest)),
    }));
    return new NearestClusters(
      DigestIndex.build(clusters.map(({ centre }) => centre)),
      clusters,
      DigestIndex.build(clusters.flatMap(({ members }) => members)),
      clusters.flatMap((cluster) => cluster.members.map(() => cluster)),
    );
  }

  /** Clusters in the file. */
  get size(): number {
    return this.clusters.length;
  }

  /**
   * At most `count` clusters up to `maxDistance`. With length they are ordered by {@link reachOf}: the distance of the
   * centre or of the nearest member, whichever is less; without length by the centre alone, members left aside.
   */
  search(digest: TlshDigest, { maxDistance, count, withLength = true }: NearestOptions): NearestCluster[] {
    const near = new Set(this.centres.within(digest, maxDistance, { withLength }).map(({ at }) => this.clusters[at]));
    if (withLength) for (const { at } of this.members.within(digest, maxDistance)) near.add(this.clusterOfMember[at]);
    const order = withLength ? reachOf : ({ distanceWithoutLength }: NearestCluster) => distanceWithoutLength;
    return [...near]
      .map((cluster) => describeNearness(digest, cluster))
      .sort((one, other) => order(one) - order(other) || (one.cluster < other.cluster ? -1 : 1))
      .slice(0, count);
  }
}

function describeNearness(digest: TlshDigest, { cluster, centre, members }: ReadCluster): NearestCluster {
  let nearest: NearestCluster['member'] = null;
  for (let at = 0; at < members.length; at++) {
    const distance = digestDistance(digest, members[at]);
    if (nearest !== null && distance >= nearest.distance) continue;
    nearest = { name: cluster.members[at].name, version: cluster.members[at].version, distance };
  }
  return {
    cluster: cluster.id,
    family: cluster.family,
    distance: digestDistance(digest, centre),
    distanceWithoutLength: digestDistance(digest, centre, { withLength: false }),
    member: nearest,
    limit: cluster.limit,
  };
}
