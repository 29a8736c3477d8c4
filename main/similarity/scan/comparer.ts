/** Compares digests with a file of clusters. */
import type { ClusterFile } from '../../../shared/cluster-file';
import { describeFileReason } from '../../../shared/file-reason-text';
import type { NearestCluster, ScannedFile } from '../../../shared/similarity';
import { assessFile, possibleDistance } from '../assess/assess-file';
import type { FileAssessment, FileFindings } from '../assess/file-findings';
import { NearestClusters } from '../clusters/nearest-clusters';
import type { TlshDigest } from '../tlsh/tlsh-digest';

/** How far clusters are looked for. Beyond what can be a finding, so that it shows how far away the nearest are. */
const widest = 100;
const mostClusters = 8;

export class Comparer {
  private readonly clusters: NearestClusters;
  private readonly threshold: number;

  constructor(file: ClusterFile) {
    this.clusters = NearestClusters.of(file);
    this.threshold = file.threshold;
  }

  nearest(digest: TlshDigest): NearestCluster[] {
    return this.clusters.search(digest, { maxDistance: widest, count: mostClusters });
  }

  /** Says how near a file is. Digests are null where there is none. */
  assess(
    found: Pick<FileFindings, 'noDigest' | 'executable' | 'traits'>,
    digest: TlshDigest | null,
    imageDigest: TlshDigest | null,
  ): Pick<ScannedFile, 'assessment' | 'why' | 'reasons' | 'nearest'> {
    const { threshold } = this;
    const withoutLength = {
      maxDistance: Math.max(threshold, possibleDistance),
      count: mostClusters,
      withLength: false,
    };
    return putInWords(
      assessFile({
        ...found,
        nearest: digest === null ? [] : this.nearest(digest),
        nearestWithoutLength: digest === null ? [] : this.clusters.search(digest, withoutLength),
        nearestWithoutOverlay: imageDigest === null ? null : this.nearest(imageDigest),
        threshold,
        widest,
      }),
    );
  }
}

function putInWords({ assessment, reasons, nearest }: FileAssessment) {
  return {
    assessment,
    why: reasons.map((reason) => describeFileReason(reason, 'en')),
    reasons: [...reasons],
    nearest: [...nearest],
  };
}
