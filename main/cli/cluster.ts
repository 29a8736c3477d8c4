/** `kanaria cluster`: groups files or digests that are near each other, and keeps the groups in a file. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Cluster, ClusterFile } from '../../shared/cluster-file';
import { toJson } from '../report/to-json';
import { addSamplesByParts } from '../similarity/clusters/add-samples';
import type { ClusterRules } from '../similarity/clusters/build-clusters';
import type { Sample } from '../similarity/clusters/sample';
import { readClusterFile } from '../similarity/read-cluster-file';
import {
  collectDigests,
  collectFiles,
  describeSkippedSamples,
  ownSource,
  type CollectedSamples,
} from './cluster-samples';
import { exitCode, exitCodeOf } from './exit-codes';
import { findGivenOption } from './find-given-option';
import { formatClusters } from './format-cluster';
import { abortOnInterrupt, letSignalsIn } from './interrupt';
import { write } from './output';
import { describeScanProgress } from './scan-progress-line';
import { restoreBytes } from './scan-target';
import { showClusters } from './show-clusters';
import { StatusLine } from './status-line';
import { remark, reportFailure } from './terminal';
import { writeClusterFile } from './write-cluster-file';

export interface ClusterArguments {
  digests?: string;
  addTo?: string;
  out?: string;
  family?: string;
  radius: number;
  format: 'table' | 'json';
  all?: boolean;
  show?: string | true;
  clusters?: string;
}

/** What says how clusters are made, and where they go. */
const makingOptions = ['--add-to', '--out', '--family', '--radius', '--all'];
/** Nothing harmless was compared with own samples, so they match no farther than TLSH's makers recommend. */
const uncalibratedLimit = 50;

/** Adds the command. */
export function registerCluster(program: Command): void {
  program
    .command('cluster')
    .description('Group files or digests that are near each other, or show the groups of known miners')
    .argument('[path...]', 'files and folders; archives are looked into')
    .option('--digests <file>', 'digests instead of files: digest[,name[,version]] a line; - reads standard input')
    .option('--add-to <file>', 'add to the clusters of this file, which is written unless --out names another')
    .option('--out <file>', 'write the clusters to this file, for scan --clusters')
    .option('--family <name>', 'what the samples are (default: what a miner says of itself, else Unnamed)')
    .option('--radius <distance>', 'how far a sample may be from the centre of its cluster', parseRadius, 30)
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--all', 'list clusters of one sample too')
    .option(
      '--show [name]',
      'show a cluster of known miners and the samples nearest to its centre; without a name, list all',
    )
    .option('--clusters <file>', 'with --show: the clusters of this file instead of those that ship with Kanaria')
    .addHelpText(
      'after',
      `
Examples:
  kanaria cluster --show "XMRig 2.5-2.8 (Raspberry Pi)"
  kanaria cluster samples/ --family XMRig --out ours.json
  kanaria cluster more/ --add-to ours.json && kanaria scan --clusters ours.json /usr/local
  cut -d, -f2 report.csv | kanaria cluster --digests -

A file is written whole or not at all, and nothing but a cluster file is overwritten.
Exit codes: 3 an input could not be read or holds no digest, else 0. 2 wrong usage, 1 a file could not be written, or
interrupted: then none is.`,
    )
    .action(async (paths: string[], options: ClusterArguments, command: Command) => {
      const problem = findProblem(paths, options, command);
      if (problem !== null) command.error(`error: ${problem}`);
      else process.exitCode = options.show === undefined ? await cluster(paths, options) : await showClusters(options);
    });
}

function findProblem(paths: readonly string[], options: ClusterArguments, command: Command): string | null {
  const inputs = [paths.length > 0, options.digests !== undefined, options.show !== undefined].filter(Boolean).length;
  if (inputs === 0) return 'Name files or folders, or use --digests FILE or --show.';
  if (inputs > 1) return 'Paths, --digests and --show exclude each other; run the command once for each.';
  if (paths.includes('-')) return 'Files cannot be read from standard input; use --digests - for a list of digests.';
  if (options.clusters !== undefined && options.show === undefined) return '--clusters goes with --show only.';
  const making = options.show === undefined ? undefined : findGivenOption(command, makingOptions);
  if (making !== undefined) return `${making} does not go with --show, which changes nothing; leave one of them out.`;
  return options.family?.trim() === '' ? 'The family is empty.' : null;
}

/** Runs the command; returns its exit code. */
async function cluster(paths: readonly string[], options: ClusterArguments): Promise<number> {
  const base = options.addTo === undefined ? emptyFile : await readClusterFile(options.addTo);
  if (base.kind === 'failed') return fail(base.failure);
  const signal = abortOnInterrupt();
  const collected = await collect(paths, options, signal);
  if (collected.kind === 'failed') return fail(collected.failure);
  for (const text of describeSkippedSamples(collected.skipped)) remark(text);
  if (signal.aborted) return tellInterruption();
  if (collected.samples.length === 0) {
    remark('There is nothing to cluster, so nothing is written.');
    return exitCode.unreadableInput;
  }

  const rules = { radius: options.radius, limit: uncalibratedLimit };
  const clusters = await group(base.file.clusters, collected.samples, rules, signal);
  if (signal.aborted) return tellInterruption();
  const file = { ...base.file, sources: addOwnSource(base.file.sources), clusters };
  const known = new Set(base.file.clusters);
  const changed = clusters.filter((each) => !known.has(each));
  const json = { ...file, skipped: collected.skipped };
  await write(options.format === 'json' ? `${toJson(json)}\n` : formatClusters(changed, options.all ?? false));
  if (signal.aborted) return tellInterruption();

  const target = options.out ?? options.addTo;
  const failure = target === undefined ? null : await writeClusterFile(target, file);
  if (failure !== null) {
    reportFailure(failure, null);
    return failure.kind === 'bad-request' ? exitCode.wrongUsage : exitCode.failed;
  }
  return collected.isComplete ? exitCode.nothingFound : exitCode.unreadableInput;
}

async function collect(
  paths: readonly string[],
  { digests, family }: ClusterArguments,
  signal: AbortSignal,
): Promise<CollectedSamples> {
  const labels = { family: family?.trim() ?? null, firstSeen: new Date().toISOString().slice(0, 10) };
  if (digests !== undefined) return collectDigests(digests, labels);
  const status = new StatusLine();
  const collected = await collectFiles(restoreBytes(paths), labels, signal, (progress, summary) =>
    status.update(() => describeScanProgress(progress, summary)),
  );
  status.clear();
  return collected;
}

/** Adds samples to clusters, as far as it comes before an interruption. */
async function group(
  clusters: Cluster[],
  samples: readonly Sample[],
  rules: ClusterRules,
  signal: AbortSignal,
): Promise<Cluster[]> {
  let grown = clusters;
  for (const each of addSamplesByParts(clusters, samples, rules)) {
    grown = each;
    await letSignalsIn();
    if (signal.aborted) break;
  }
  return grown;
}

function tellInterruption(): number {
  remark('Interrupted; nothing is written.');
  return exitCode.failed;
}

function fail(failure: Parameters<typeof reportFailure>[0]): number {
  reportFailure(failure, null);
  return exitCodeOf(failure);
}

const emptyFile: { readonly kind: 'read'; readonly file: ClusterFile } = {
  kind: 'read',
  file: { schema: 'kanaria/clusters@1', threshold: uncalibratedLimit, calibration: null, sources: [], clusters: [] },
};

function addOwnSource(sources: ClusterFile['sources']): ClusterFile['sources'] {
  if (sources.some(({ id }) => id === ownSource)) return sources;
  return [...sources, { id: ownSource, title: 'Own samples', licence: '', note: 'Added with kanaria cluster.' }];
}

function parseRadius(text: string): number {
  const radius = Number(text);
  if (text.trim() === '' || !Number.isInteger(radius) || radius < 0 || radius > 100)
    throw new InvalidArgumentError('It must be a whole number from 0 to 100.');
  return radius;
}
