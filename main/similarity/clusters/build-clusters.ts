import type { Cluster } from '../../../shared/cluster-file';
import { groupBy } from './group-by';
import { groupDigests } from './group-digests';
import { createDistinguisher, nameCluster } from './name-cluster';
import { readDigest } from './read-digest';
import type { Sample } from './sample';

/** How clusters are made. */
export interface ClusterRules {
  /** The farthest a member may be from its centre. HAC-T and this project take 30. */
  readonly radius: number;
  /** See `Cluster.limit`. */
  readonly limit: number;
}

/**
 * Clusters samples, the largest cluster first. The same samples give the same clusters in whatever order they come.
 *
 * @throws Error when a digest is none, or the variants differ: samples are checked before.
 */
export function buildClusters(
  samples: readonly Sample[],
  rules: ClusterRules,
  taken: readonly string[] = [],
): Cluster[] {
  const byDigest = groupBy([...samples].sort(compareSamples), ({ digest }) => digest);
  const texts = [...byDigest.keys()];
  const digests = texts.map(readDigest);
  const weights = [...byDigest.values()].map((same) => same.length);
  const distinguish = createDistinguisher(taken);
  return groupDigests(digests, weights, rules.radius)
    .map(({ centre, radius, members }) => ({
      centre: texts[centre],
      radius,
      samples: members.flatMap((member) => byDigest.get(texts[member]) ?? []),
    }))
    .sort((one, other) => other.samples.length - one.samples.length || (one.centre < other.centre ? -1 : 1))
    .map(({ centre, radius, samples: members }) => {
      const family = commonest(members.map((sample) => sample.family));
      return {
        id: distinguish(nameCluster(family, members)),
        family,
        firstSeen: earliest(members.map(({ firstSeen }) => firstSeen)),
        centre,
        radius,
        size: members.length,
        limit: rules.limit,
        members: members.map(({ digest, name, version, source }) => ({ digest, name, version, source })),
      };
    });
}

/** The first of the dates that are known. */
export function earliest(dates: readonly (string | null)[]): string | null {
  return (
    dates
      .filter((date) => date !== null)
      .sort()
      .at(0) ?? null
  );
}

/** By digest, then by what is known of the sample. */
function compareSamples(one: Sample, other: Sample): number {
  const [a, b] = [one, other].map(({ digest, name, version, source }) => [digest, name, version, source].join('\n'));
  return a < b ? -1 : Number(a > b);
}

/** The value that occurs most often; of several the first in the alphabet. */
function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of [...values].sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
