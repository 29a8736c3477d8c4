/** A small file of clusters, made of digests published with the seed's data or of a test's own. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClusterFile } from '../../../../shared/cluster-file';

/** Digest of public builds of miners: XMRig 6.15.1 and XMRigCC 2.9.6 for arm64. */
export const xmrigDigest = 'T158068D88B90E3C52F3CBF37CDE4A5B61353BA9B5D326C0B27625418DC1D2A94DBB2911';
export const xmrigCcDigest = 'T110168DC8B90E3842F3CBF7BDDE8E4BA13527A9B4D722C0B37516414DD2D2698DAB1950';

export function makeClusters(centres: Readonly<Record<string, string>>): ClusterFile {
  return {
    schema: 'kanaria/clusters@1',
    threshold: 60,
    calibration: null,
    sources: [{ id: 'test', title: 'Test', licence: 'none', note: '' }],
    clusters: Object.entries(centres).map(([id, digest]) => ({
      id,
      family: id.replace(/-.*/, ''),
      firstSeen: null,
      centre: digest,
      radius: 0,
      size: 1,
      limit: 60,
      members: [{ digest, name: id, version: '1.0', source: 'test' }],
    })),
  };
}

/** Writes it into a folder; the file's path. */
export function writeClusters(folder: string, centres: Readonly<Record<string, string>>): string {
  const file = path.join(folder, 'clusters.json');
  writeFileSync(file, JSON.stringify(makeClusters(centres)));
  return file;
}
