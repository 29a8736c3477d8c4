/** `cluster --format table`: clusters with their centre and the samples nearest to it, for people. */
import type { Cluster, ClusterFile, ClusterMember } from '../../shared/cluster-file';
import { plural } from '../../shared/plural';
import {
  centreMember,
  measureMembers,
  nearestElsewhere,
  type NearSample,
} from '../similarity/clusters/nearest-samples';
import { formatCount } from './format-units';
import { printable } from './terminal';

/** As many as the seed's figure of a cluster shows. */
export const shownSamples = 5;

/** Clusters one after the other; those of one sample are only counted where there are many, unless all are wanted. */
export function formatClusters(clusters: readonly Cluster[], isAll: boolean): string {
  const isShort = clusters.length <= shownSamples;
  const listed = isAll || isShort ? clusters : clusters.filter(({ size }) => size > 1);
  const single = clusters.length - listed.length;
  return [
    ...listed.map((cluster) => `${formatCluster(cluster)}\n`),
    clusters.length === 0 ? 'Nothing new: these samples are in the file already.' : plural(listed.length, 'cluster'),
    single > 0 ? `, and ${formatCount(single)} of one sample (--all lists them)` : '',
    '\n',
  ].join('');
}

/** All clusters of a file, one a line. */
export function formatClusterList({ threshold, clusters }: ClusterFile): string {
  const width = Math.max(0, ...clusters.map(({ id }) => id.length));
  return [
    ...clusters.map(
      ({ id, size, radius, limit }) =>
        `${printable(id).padEnd(width)}  ${plural(size, 'sample').padEnd(10)}  radius ${String(radius).padStart(2)}` +
        (limit < threshold ? `  matches up to ${limit}` : ''),
    ),
    `${plural(clusters.length, 'cluster')}; a file up to ${threshold} away matches, where nothing else is said.`,
    '',
  ].join('\n');
}

/** A cluster and, nearest first, up to five of its members besides the centre. */
export function formatCluster(cluster: Cluster): string {
  const { id, family, size, radius, firstSeen } = cluster;
  const members = measureMembers(cluster);
  const facts = [
    family,
    plural(size, 'sample'),
    `radius ${radius}`,
    firstSeen === null ? '' : `first seen ${firstSeen}`,
  ];
  const centre = centreMember(cluster);
  const more = members.length - shownSamples;
  return [
    `${printable(id)}  (${printable(facts.filter(Boolean).join(', '))})`,
    `  centre    ${cluster.centre}`,
    ...(centre === null ? [] : [`            ${nameOf(centre)}`]),
    ...members.slice(0, shownSamples).map((near) => formatSample(near, null)),
    ...(more > 0 ? [`            and ${formatCount(more)} more`] : []),
    '',
  ].join('\n');
}

/** The same, filled up to five samples with the nearest of other clusters, and what a file must be like to match. */
export function formatWholeCluster(file: ClusterFile, cluster: Cluster): string {
  const room = shownSamples - measureMembers(cluster).length;
  const elsewhere = room > 0 ? nearestElsewhere(file, cluster, room) : [];
  return [
    formatCluster(cluster).trimEnd(),
    ...(elsewhere.length > 0 ? ['  nearest in other clusters:'] : []),
    ...elsewhere.map((near) => formatSample(near, near.cluster)),
    `  A file up to ${cluster.limit} away from the centre or a member is a match.`,
    '',
  ].join('\n');
}

function formatSample({ member, distance }: NearSample, cluster: string | null): string {
  const where = cluster === null ? '' : `, in ${printable(cluster)}`;
  return `  ${String(distance).padStart(8)}  ${nameOf(member)}${where}`;
}

function nameOf({ name, version }: ClusterMember): string {
  return printable(version === null ? name : `${name}, version ${version}`);
}
