/** Scanned files made up for tests. */
import type { Assessment, ScannedFile } from '../../../shared/similarity';

/** A file at a distance from one cluster. */
export function makeFile(path: string, assessment: Assessment, distance: number | null): ScannedFile {
  const cluster = 'xmrig 6.21 linux';
  const near = distance === null ? [] : [{ cluster, family: 'XMRig', distance, distanceWithoutLength: distance }];
  return {
    path,
    size: 1000,
    sha256: 'ab'.repeat(32),
    tlsh: `T1${'0'.repeat(70)}`,
    format: 'elf',
    assessment,
    why: ['One reason'],
    reasons: [distance === null ? { code: 'far', widest: 70 } : { code: 'distance', distance, cluster, threshold: 60 }],
    nearest: near.map((each) => ({ ...each, member: { name: 'xmrig-6.21.0', version: '6.21.0', distance } })),
  } as ScannedFile;
}
