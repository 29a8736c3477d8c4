/** The public digests that clusters are made from and measured with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedDigest } from '../../main/similarity/clusters/calibrate-clusters';
import { formatDigest } from '../../main/similarity/tlsh/format-digest';
import { parseDigest } from '../../main/similarity/tlsh/parse-digest';
import { describeBuild, type MinerBuild } from './describe-build';

/** A cluster as MalwareBazaar's samples were clustered by Trend Micro: the centre is known, the other members are not. */
export interface PublishedCluster {
  readonly digest: string;
  readonly family: string;
  readonly firstSeen: string;
  readonly label: string;
  readonly radius: number;
  readonly size: number;
}

export interface PublishedSample {
  readonly digest: string;
  readonly family: string;
  readonly name: string;
  /** ISO date of the collection it comes from, or null. */
  readonly collected: string | null;
}

export interface TlshData {
  readonly minerClusters: readonly PublishedCluster[];
  readonly minerSamples: readonly PublishedSample[];
  readonly builds: readonly MinerBuild[];
  readonly harmless: readonly NamedDigest[];
  /** Labelled malware of other families: centres and samples. */
  readonly otherMalware: readonly NamedDigest[];
}

/** Digests that were taken by this project, beside the program. */
const moreBuilds = join(import.meta.dirname, 'more-miner-builds.csv');

/** Reads a folder with the files of `tlsh/` in `KANARIA_DATA`. @throws Error when one is missing or has another shape. */
export function readTlshData(folder: string): TlshData {
  const read = (file: string) => readTable(join(folder, file));
  const clusters = read('malwarebazaar-clusters.csv');
  const samples = read('malwarebazaar-samples-10k.csv');
  const isLabelled = (name: string) => name !== 'NO_SIG' && !/^Cluster \d+$/.test(name);
  return {
    minerClusters: read('malwarebazaar-miner-clusters.csv').map((row) => ({
      digest: digestOf(row),
      family: row.family,
      firstSeen: row.firstSeen,
      label: row.label,
      radius: Number(row.radius),
      size: Number(row.nitems),
    })),
    minerSamples: read('malwarebazaar-miner-samples.csv').map((row, at) => ({
      digest: digestOf(row),
      family: row.signature,
      collected: /\d{4}-\d\d-\d\d/.exec(row.source)?.[0] ?? null,
      name: row.sha1 === '' ? `${row.signature} ${row.source} #${at + 1}` : `${row.signature} SHA-1 ${row.sha1}`,
    })),
    builds: [...read('public-miner-binaries.csv'), ...readTable(moreBuilds)].map((row) =>
      describeBuild(digestOf(row), row),
    ),
    harmless: read('benign-binaries.csv').map((row) => ({ name: row.name, digest: parseRow(row) })),
    otherMalware: [
      ...clusters
        .filter(({ family }) => isLabelled(family) && !isMiner(family))
        .map((row) => ({ name: row.label, digest: parseRow(row) })),
      ...samples
        .filter(({ signature }) => isLabelled(signature) && !isMiner(signature))
        .map((row) => ({ name: `${row.signature} SHA-1 ${row.sha1_hash}`, digest: parseRow(row) })),
    ],
  };
}

/** LemonDuck is a botnet that mines Monero. */
function isMiner(family: string): boolean {
  return /miner|xmr|lemonduck/i.test(family);
}

type Row = Readonly<Record<string, string>>;

/** Rows of a CSV without quotes, by the names of its first line. */
function readTable(path: string): Row[] {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== names.length) throw new Error(`${path} has a line of another shape: ${line}`);
    return Object.fromEntries(names.map((name, at) => [name, cells[at]]));
  });
}

function parseRow({ tlsh }: Row) {
  const digest = parseDigest(tlsh);
  if (digest === null) throw new Error(`${tlsh} is no digest.`);
  return digest;
}

function digestOf(row: Row): string {
  return formatDigest(parseRow(row));
}
