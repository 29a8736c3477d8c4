import type { ClusterMember } from '../../../shared/cluster-file';

/** A file whose digest is known, to be clustered. */
export interface Sample extends ClusterMember {
  readonly family: string;
  /** ISO date, or null where nobody recorded it. */
  readonly firstSeen: string | null;
  /** What its name should say besides the version, such as `arm64`; null for nothing. */
  readonly platform: string | null;
}
