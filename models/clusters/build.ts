/** Program: builds the cluster file that ships, from public digests. `npm run clusters -- --help` */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { formatClusterFile } from '../../main/similarity/clusters/format-cluster-file';
import { usualData } from '../option-values';
import { makeClusterFile } from './make-cluster-file';
import { readTlshData } from './tlsh-data';

const program = new Command('clusters')
  .description('Builds the clusters of known miners from public digests. The same data give the same bytes.')
  .option('--data <folder>', 'folder with tlsh/', usualData)
  .option('--out <file>', 'where to write', 'models/miner-clusters.json')
  .parse();
const { data, out } = program.opts<{ data: string; out: string }>();
const folder = join(data, 'tlsh');
if (!existsSync(folder)) program.error(`There is no ${folder}; name the data with --data or KANARIA_DATA.`);

const file = makeClusterFile(readTlshData(folder));
writeFileSync(out, formatClusterFile(file));
const samples = file.clusters.reduce((sum, cluster) => sum + cluster.size, 0);
const lowered = file.clusters.filter(({ limit }) => limit < file.threshold).length;
console.log(`${out}: ${file.clusters.length} clusters of ${samples} samples.`);
console.log(`Match up to ${file.threshold}; ${lowered} clusters have a lower limit, because other malware is near.`);
for (const { distance, name, cluster } of file.calibration?.nearest ?? [])
  console.log(`Nearest harmless file: ${distance} from ${cluster}: ${name}`);
for (const { name, distance, near } of file.calibration?.dropped ?? [])
  console.log(`Left out: ${name}, ${distance} from ${near}`);
