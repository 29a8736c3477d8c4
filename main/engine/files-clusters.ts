/** The clusters that files are compared with, laid open for the window. */
import type { Cluster, ClusterFile } from '../../shared/cluster-file';
import type { Reply } from '../../shared/contract';
import { maxShownMembers } from '../../shared/file-limits';
import type { ClusterDetail, ClusterEntry, ClusterList } from '../../shared/file-scan';
import { readDigest } from '../similarity/clusters/read-digest';
import type { ReadClusterFile } from '../similarity/read-cluster-file';
import { digestDistance } from '../similarity/tlsh/digest-distance';
import { parseDigest } from '../similarity/tlsh/parse-digest';
import { defaultVariant, type TlshDigest } from '../similarity/tlsh/tlsh-digest';
import { isSameVariant } from '../similarity/tlsh/variants';
import { failed, ok } from './check-input';

/** Reads the cluster file when it is first asked for, and keeps it. */
export class FilesClusters {
  private file: ClusterFile | null = null;

  constructor(private readonly read: () => Promise<ReadClusterFile>) {}

  async list(): Promise<Reply<ClusterList>> {
    const opened = await this.open();
    if (opened.kind === 'failed') return opened;
    const { threshold, clusters } = opened.value;
    return ok({ threshold, clusters: clusters.map(describeEntry) });
  }

  /** `tlsh`: digest of a file to place in the cluster, or null. */
  async get(id: string, tlsh: string | null): Promise<Reply<ClusterDetail>> {
    const opened = await this.open();
    if (opened.kind === 'failed') return opened;
    const cluster = opened.value.clusters.find((each) => each.id === id);
    if (cluster === undefined) return failed('not-found', `There is no cluster ${id}.`, 'Choose one from the list.');
    const digest = tlsh === null ? null : parseDigest(tlsh);
    if (tlsh !== null && !(digest && isSameVariant(digest.variant, defaultVariant))) {
      return failed('bad-request', `${tlsh} is no digest.`, 'Give T1 and 70 hex digits.');
    }
    return ok(describeCluster(cluster, digest));
  }

  private async open(): Promise<Reply<ClusterFile>> {
    if (this.file !== null) return ok(this.file);
    const read = await this.read();
    if (read.kind === 'failed') return read;
    this.file = read.file;
    return ok(read.file);
  }
}

function describeEntry({ id, family, size, radius, firstSeen }: Cluster): ClusterEntry {
  return { id, family, members: size, radius, firstSeen };
}

function describeCluster(cluster: Cluster, file: TlshDigest | null): ClusterDetail {
  const centre = readDigest(cluster.centre);
  const members = cluster.members.map((member) => {
    const digest = readDigest(member.digest);
    return { member, digest, fileDistance: file && digestDistance(file, digest) };
  });
  const shown = members.slice(0, maxShownMembers);
  const nearest = members.reduce<(typeof members)[number] | null>(
    (best, each) => (best === null || (each.fileDistance ?? 0) < (best.fileDistance ?? 0) ? each : best),
    null,
  );
  // The member that the file is nearest to is always among them.
  if (file !== null && nearest !== null && !shown.includes(nearest)) shown[shown.length - 1] = nearest;
  return {
    ...describeEntry(cluster),
    limit: cluster.limit,
    centre: cluster.centre,
    shown: shown.map(({ member: { name, version, digest: tlsh }, digest, fileDistance }) => ({
      name,
      version,
      tlsh,
      distance: digestDistance(centre, digest),
      fileDistance,
    })),
    distances: shown.map((one) => shown.map((other) => digestDistance(one.digest, other.digest))),
    file: file && {
      distance: digestDistance(file, centre),
      distanceWithoutLength: digestDistance(file, centre, { withLength: false }),
    },
  };
}
