import type { ClusterFile } from '../../../shared/cluster-file';

/** A cluster file as JSON, one member a line, so that changes to it can be read and compared. */
export function formatClusterFile({ schema, threshold, calibration, sources, clusters }: ClusterFile): string {
  const described = clusters.map(({ members, ...cluster }) => {
    const head = JSON.stringify(cluster).slice(0, -1);
    return `${head},"members":${formatLines(
      members.map((member) => JSON.stringify(member)),
      3,
    )}}`;
  });
  return [
    '{',
    ` "schema": ${JSON.stringify(schema)},`,
    ` "threshold": ${threshold},`,
    ` "calibration": ${JSON.stringify(calibration, null, 1).replaceAll('\n', '\n ')},`,
    ` "sources": ${formatLines(
      sources.map((source) => JSON.stringify(source)),
      2,
    )},`,
    ` "clusters": ${formatLines(described, 2)}`,
    '}',
    '',
  ].join('\n');
}

function formatLines(items: readonly string[], indent: number): string {
  const line = `\n${' '.repeat(indent)}`;
  return items.length === 0 ? '[]' : `[${line}${items.join(`,${line}`)}\n${' '.repeat(indent - 1)}]`;
}
