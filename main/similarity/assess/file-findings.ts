import type { Assessment, FileReason, NearestCluster } from '../../../shared/similarity';
import type { Executable } from '../formats/executable';
import type { FoundTrait } from '../formats/found-trait';

/** All that was found out about one file, for {@link assessFile}. */
export interface FileFindings {
  /** Why the bytes gave no digest; null where there is one. */
  readonly noDigest: Extract<FileReason, { code: 'too-small' | 'too-uniform' | 'too-large' | 'bad-digest' }> | null;
  /** Clusters within `widest` of the file's digest by centre or member, nearest first. */
  readonly nearest: readonly NearestCluster[];
  /** The same, found by the distance without length (within `threshold` is enough), nearest by that first. */
  readonly nearestWithoutLength: readonly NearestCluster[];
  /** The same for the digest of the bytes before the overlay; null where there is no overlay, or no such digest. */
  readonly nearestWithoutOverlay: readonly NearestCluster[] | null;
  /** Null where only a digest was given. */
  readonly executable: Executable | null;
  readonly traits: readonly FoundTrait[];
  /** Match limit of the cluster file; a cluster may have a lower one. */
  readonly threshold: number;
  /** How far was looked. */
  readonly widest: number;
}

export interface FileAssessment {
  readonly assessment: Assessment;
  /** The deciding one first. */
  readonly reasons: readonly FileReason[];
  /**
   * At most five, nearest first. Where the file is padded, the cluster that decided is among them, with the distances
   * of what was compared.
   */
  readonly nearest: readonly NearestCluster[];
}
