/** Ways to call a digest a miner's, to be measured beside each other. */
import type { ClusterFile } from '../../shared/cluster-file';
import type { NearestCluster } from '../../shared/similarity';
import { NearestClusters } from '../../main/similarity/clusters/nearest-clusters';
import { reachOf } from '../../main/similarity/clusters/reach-of';
import { readDigest } from '../../main/similarity/clusters/read-digest';
import { DigestIndex } from '../../main/similarity/search/digest-index';
import type { TlshDigest } from '../../main/similarity/tlsh/tlsh-digest';
import { makeClusterFile } from './make-cluster-file';
import type { TlshData } from './tlsh-data';

export type IsMatch = (digest: TlshDigest) => boolean;

export interface MatchingRule {
  readonly name: string;
  /** It takes for granted that a file shows a miner's traits, so only builds can be counted by their digests. */
  readonly takesTraits?: true;
  /** What the rule calls a match after it has seen the data. */
  prepare(data: TlshData, file: ClusterFile): IsMatch;
}

/** What plain TLSH is taken to be: the limit that its makers recommend. */
export const plainDistance = 50;
const possibleDistance = 70;

export const plainRule = plain(plainDistance);
const upToPossible = own('possible or better: up to 70', ({ reach }) => reach <= possibleDistance);
export const ownRule = own('Kanaria', ({ reach, limit }) => reach <= limit);

export const matchingRules: readonly MatchingRule[] = [
  plainRule,
  plain(60),
  ownRule,
  own('Kanaria at 50', ({ reach, limit }) => reach <= Math.min(plainDistance, limit)),
  own('Kanaria, centres without members', ({ near, limit }) => near.distance <= limit),
  {
    name: 'Kanaria without regard to other malware',
    prepare: (data) => {
      const regardless = { ...data, otherMalware: [] };
      return ownRule.prepare(regardless, makeClusterFile(regardless));
    },
  },
  upToPossible,
  {
    name: "Kanaria, where a miner's traits are found in the file",
    takesTraits: true,
    prepare: (data, file) => {
      const isNear = upToPossible.prepare(data, file);
      const clusters = NearestClusters.of(file);
      const options = { maxDistance: file.threshold, count: clusters.size, withLength: false };
      return (digest) =>
        isNear(digest) ||
        clusters.search(digest, options).some(({ distanceWithoutLength, limit = 0 }) => distanceWithoutLength <= limit);
    },
  },
  withoutLength(40),
  withoutLength(60),
];

/** Whatever is known to be a miner's, nothing left out. */
function plain(limit: number): MatchingRule {
  return {
    name: `plain TLSH at ${limit}`,
    prepare: ({ minerClusters, minerSamples, builds }) => {
      const known = [...minerClusters, ...minerSamples, ...builds].map(({ digest }) => readDigest(digest));
      const index = DigestIndex.build(known);
      return (digest) => index.nearest(digest, { maxDistance: limit, count: 1 }).length > 0;
    },
  };
}

function withoutLength(limit: number): MatchingRule {
  return {
    name: `length left out, up to ${limit}`,
    prepare: (_, file) => {
      const clusters = NearestClusters.of(file);
      return (digest) => clusters.search(digest, { maxDistance: limit, count: 1, withLength: false }).length > 0;
    },
  };
}

interface Nearness {
  readonly near: NearestCluster;
  readonly reach: number;
  readonly limit: number;
}

function own(name: string, isMatch: (nearness: Nearness) => boolean): MatchingRule {
  return {
    name,
    prepare: (_, file) => {
      const clusters = NearestClusters.of(file);
      const { threshold } = file;
      return (digest) =>
        clusters
          .search(digest, { maxDistance: possibleDistance, count: clusters.size })
          .some((near) => isMatch({ near, reach: reachOf(near), limit: near.limit ?? threshold }));
    },
  };
}
