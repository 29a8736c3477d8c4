/** `cluster --show`: what is in a cluster file. */
import { toJson } from '../report/to-json';
import { measureMembers, nearestElsewhere } from '../similarity/clusters/nearest-samples';
import { readClusterFile, shippedClusterFile } from '../similarity/read-cluster-file';
import type { ClusterArguments } from './cluster';
import { exitCode, exitCodeOf } from './exit-codes';
import { findCluster } from './find-cluster';
import { formatClusterList, formatWholeCluster, shownSamples } from './format-cluster';
import { write } from './output';
import { remark, reportFailure } from './terminal';

/** Prints one cluster, or the list of all; returns the exit code. */
export async function showClusters({ show, clusters, format }: ClusterArguments): Promise<number> {
  const read = await readClusterFile(clusters ?? shippedClusterFile());
  if (read.kind === 'failed') {
    reportFailure(read.failure, null);
    return exitCodeOf(read.failure);
  }
  const { file } = read;
  if (typeof show !== 'string') {
    await write(format === 'json' ? `${toJson(file)}\n` : formatClusterList(file));
    return exitCode.nothingFound;
  }
  const cluster = findCluster(file, show);
  if (typeof cluster === 'string') {
    remark(cluster);
    return exitCode.wrongUsage;
  }
  const elsewhere = nearestElsewhere(file, cluster, shownSamples);
  const json = {
    schema: 'kanaria/cluster@1',
    ...cluster,
    nearest: measureMembers(cluster),
    nearestElsewhere: elsewhere,
  };
  await write(format === 'json' ? `${toJson(json)}\n` : formatWholeCluster(file, cluster));
  return exitCode.nothingFound;
}
