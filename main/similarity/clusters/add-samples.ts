import type { Cluster, ClusterMember } from '../../../shared/cluster-file';
import { DigestIndex } from '../search/digest-index';
import { digestDistance } from '../tlsh/digest-distance';
import { buildClusters, earliest, type ClusterRules } from './build-clusters';
import { groupBy } from './group-by';
import { readDigest } from './read-digest';
import type { Sample } from './sample';

/** Grouping takes memory for all pairs that are near each other, at worst 500 MB for so many samples. */
const mostAtOnce = 10_000;

/**
 * Adds samples to clusters: each joins the nearest cluster whose centre is within the radius; those that are left make
 * clusters of their own. Centres and names stay as they are, so that results stay comparable. A sample that is in a
 * cluster already is not added again. More than 10,000 are added part by part, in the order of their digests.
 */
export function addSamples(clusters: readonly Cluster[], samples: readonly Sample[], rules: ClusterRules): Cluster[] {
  let grown = [...clusters];
  for (const each of addSamplesByParts(clusters, samples, rules)) grown = each;
  return grown;
}

/** The same, which yields the clusters after each part, so that the caller can stop between two of them. */
export function* addSamplesByParts(
  clusters: readonly Cluster[],
  samples: readonly Sample[],
  rules: ClusterRules,
): Generator<Cluster[], void, undefined> {
  const known = new Set(clusters.flatMap(({ members }) => members.map(identify)));
  const added = samples
    .filter((sample) => !known.has(identify(sample)) && known.add(identify(sample)))
    .sort((one, other) => (identify(one) < identify(other) ? -1 : 1));
  let grown = clusters;
  for (let from = 0; from < added.length; from += mostAtOnce) {
    const part = addPart(grown, added.slice(from, from + mostAtOnce), rules);
    yield part;
    grown = part;
  }
}

function addPart(clusters: readonly Cluster[], samples: readonly Sample[], rules: ClusterRules): Cluster[] {
  const centres = DigestIndex.build(clusters.map(({ centre }) => readDigest(centre)));
  const joining = groupBy(samples, ({ digest }) => {
    const [nearest] = centres.nearest(readDigest(digest), { maxDistance: rules.radius, count: 1 });
    return nearest === undefined ? null : nearest.at;
  });
  const grown = clusters.map((cluster, at) => growCluster(cluster, joining.get(at) ?? []));
  const names = clusters.map(({ id }) => id);
  return [...grown, ...buildClusters(joining.get(null) ?? [], rules, names)];
}

function growCluster(cluster: Cluster, added: readonly Sample[]): Cluster {
  if (added.length === 0) return cluster;
  const centre = readDigest(cluster.centre);
  const distanceOf = ({ digest }: ClusterMember) => digestDistance(centre, readDigest(digest));
  const members = [
    ...cluster.members,
    ...added.map(({ digest, name, version, source }) => ({ digest, name, version, source })),
  ].sort((one, other) => distanceOf(one) - distanceOf(other) || (identify(one) < identify(other) ? -1 : 1));
  return {
    ...cluster,
    firstSeen: earliest([cluster.firstSeen, ...added.map(({ firstSeen }) => firstSeen)]),
    radius: Math.max(cluster.radius, ...added.map(distanceOf)),
    size: cluster.size + added.length,
    members,
  };
}

function identify({ digest, name, version }: ClusterMember): string {
  return [digest, name, version].join('\n');
}
