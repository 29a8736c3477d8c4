import type { Calibration, Cluster } from '../../../shared/cluster-file';
import { DigestIndex } from '../search/digest-index';
import type { TlshDigest } from '../tlsh/tlsh-digest';
import { readDigest } from './read-digest';

/** Something that is no miner, for the clusters to keep away from. */
export interface NamedDigest {
  readonly name: string;
  readonly digest: TlshDigest;
}

export interface CalibrationData {
  readonly harmless: readonly NamedDigest[];
  /** Malware of other families. */
  readonly otherMalware: readonly NamedDigest[];
}

/** How much is kept away, as distances. */
export interface CalibrationRules {
  /** How far below the nearest harmless file the threshold must lie, and a limit below the nearest other malware. */
  readonly margin: number;
  /** The threshold is never higher. */
  readonly highest: number;
}

export interface Calibrated {
  readonly threshold: number;
  readonly clusters: Cluster[];
  readonly calibration: Omit<Calibration, 'dropped'>;
}

/** How many of the nearest harmless files are recorded. */
const recorded = 5;

/**
 * Chooses the threshold of a cluster file: a margin below the harmless file that is nearest to any centre or member. The
 * limit of a cluster is lowered further where malware of another family is near it.
 */
export function calibrateClusters(
  clusters: readonly Cluster[],
  { harmless, otherMalware }: CalibrationData,
  { margin, highest }: CalibrationRules,
): Calibrated {
  const others = DigestIndex.build(otherMalware.map(({ digest }) => digest));
  const nearest = nearestPerFile(clusters, harmless).slice(0, recorded);
  const threshold = Math.max(0, Math.min(highest, (nearest.at(0)?.distance ?? Infinity) - margin));
  const limitOf = (cluster: Cluster): number => {
    const distances = referencesOf(cluster).map((digest) => nearestDistance(others, digest));
    return Math.max(0, Math.min(threshold, Math.min(...distances) - margin));
  };
  return {
    threshold,
    clusters: clusters.map((cluster) => ({ ...cluster, limit: limitOf(cluster) })),
    calibration: { harmless: harmless.length, otherMalware: otherMalware.length, margin, nearest },
  };
}

/** Of each file the nearest cluster, nearest first. */
function nearestPerFile(clusters: readonly Cluster[], files: readonly NamedDigest[]): Calibration['nearest'] {
  const references = clusters.flatMap((cluster) =>
    referencesOf(cluster).map((digest) => ({ cluster: cluster.id, digest })),
  );
  const index = DigestIndex.build(references.map(({ digest }) => digest));
  return files
    .flatMap(({ name, digest }) =>
      index
        .nearest(digest, { maxDistance: Infinity, count: 1 })
        .map(({ at, distance }) => ({ distance, name, cluster: references[at].cluster })),
    )
    .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1));
}

function nearestDistance(index: DigestIndex, digest: TlshDigest): number {
  return index.nearest(digest, { maxDistance: Infinity, count: 1 }).at(0)?.distance ?? Infinity;
}

/** The digests that stand for a cluster. */
function referencesOf({ centre, members }: Cluster): TlshDigest[] {
  return [...new Set([centre, ...members.map(({ digest }) => digest)])].map(readDigest);
}
