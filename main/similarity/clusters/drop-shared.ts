import type { Calibration, ClusterMember } from '../../../shared/cluster-file';
import { DigestIndex } from '../search/digest-index';
import type { NamedDigest } from './calibrate-clusters';
import { readDigest } from './read-digest';

/**
 * Leaves out samples that have something within `radius`, its length aside, that is no miner: they share a packer or an
 * installer with it, and their digest tells of that and not of mining.
 */
export function dropShared<S extends Pick<ClusterMember, 'digest' | 'name'>>(
  samples: readonly S[],
  others: readonly NamedDigest[],
  radius: number,
): { readonly kept: S[]; readonly dropped: Calibration['dropped'] } {
  const index = DigestIndex.build(others.map(({ digest }) => digest));
  const kept: S[] = [];
  const dropped: Calibration['dropped'] = [];
  for (const sample of samples) {
    const [near] = index.nearest(readDigest(sample.digest), { maxDistance: radius, count: 1, withLength: false });
    if (near === undefined) kept.push(sample);
    else dropped.push({ name: sample.name, distance: near.distance, near: others[near.at].name });
  }
  return { kept, dropped };
}
