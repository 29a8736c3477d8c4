/** `kanaria scan`: how near files, running programs or digests are to known miners. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { availableParallelism } from 'node:os';
import type { ScanSummary } from '../../shared/similarity';
import { startScan, type ScanTarget } from '../similarity/scan/scan-session';
import { exitCode, exitCodeOf } from './exit-codes';
import { findGivenOption } from './find-given-option';
import { describeSkipped } from './format-scan-summary';
import { abortOnInterrupt } from './interrupt';
import { write } from './output';
import { describeScanProgress } from './scan-progress-line';
import { createScanPrinter } from './scan-printer';
import { chooseScanTarget } from './scan-target';
import { StatusLine } from './status-line';
import { remark, reportFailure } from './terminal';

const nouns = { paths: 'file', processes: 'program', digests: 'digest' } as const;

/** What says how files are read. */
const fileOptions = ['--max-file-size', '--workers'];

export interface ScanArguments {
  processes?: boolean;
  digests?: string;
  format: 'table' | 'json' | 'jsonl';
  clusters?: string;
  all?: boolean;
  maxFileSize?: number;
  workers: number;
}

/** Adds the command. */
export function registerScan(program: Command): void {
  program
    .command('scan')
    .description('Compare files, running programs or digests with known miners')
    .argument('[path...]', 'files and folders; zip, jar, tar, gz, xz, zst and deb are looked into')
    .option('--processes', 'scan the programs that run on this machine now')
    .option('--digests <file>', 'compare TLSH digests instead of files: digest[,label] a line; - reads standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json', 'jsonl']).default('table'))
    .option('--clusters <file>', 'compare with the clusters of this file instead of those that ship with Kanaria')
    .option('--all', 'list every file in the table, not only what was found near')
    .option('--max-file-size <size>', 'read larger files only in part: 500MB, 8GB (default: 2GiB)', parseSize)
    .option('--workers <count>', 'threads; 0 uses none besides the main one', parseWorkers, availableParallelism())
    .addHelpText(
      'after',
      `
Examples:
  kanaria scan ~/Downloads
  kanaria scan --format json firmware.tar.gz suspicious.exe > scan.json
  sudo kanaria scan --processes
  cut -f2 sandbox-report.tsv | kanaria scan --digests -

A link is followed where you name it, not inside folders. Pipes and devices are never opened, /proc and /sys only when named.
Exit codes: 10 something matches a known miner (very close or match); else 3 an input could not be read or a list holds no
digest, else 0. 2 wrong usage, 1 output not written.`,
    )
    .action(async (paths: string[], options: ScanArguments, command: Command) => {
      const ignored = options.digests === undefined ? undefined : findGivenOption(command, fileOptions);
      if (ignored !== undefined) command.error(`error: ${ignored} does not go with --digests, which opens no files.`);
      const target = chooseScanTarget(paths, options);
      if (typeof target === 'string') command.error(`error: ${target}`);
      else process.exitCode = await scan(target, options);
    });
}

/** Runs the command; returns its exit code. */
async function scan(target: ScanTarget, options: ScanArguments): Promise<number> {
  const signal = abortOnInterrupt();
  const status = new StatusLine();
  const printer = createScanPrinter(options.format, options.all ?? false, nouns[target.kind]);
  const print = async (text: string): Promise<void> => {
    if (text === '') return;
    status.clear();
    await write(text);
  };
  const session = startScan(
    target,
    {
      onBegin: (clusters) => printer.begin(clusters),
      onFile: (file) => print(printer.file(file)),
      onProgress: (progress, summary) => status.update(() => describeScanProgress(progress, summary)),
    },
    {
      workers: options.workers,
      ...(options.clusters !== undefined && { clusterFile: options.clusters }),
      ...(options.maxFileSize !== undefined && { maxFileBytes: options.maxFileSize }),
    },
  );
  signal.addEventListener('abort', () => session.stop());
  const outcome = await session.done;
  // A list that was not read to its end would keep the program waiting for more.
  if (target.kind === 'digests') process.stdin.destroy();
  status.clear();
  if (outcome.kind === 'failed') {
    reportFailure(outcome.failure, null);
    return exitCodeOf(outcome.failure);
  }
  const { summary, unreadable } = outcome;
  for (const text of printer.end(outcome)) await write(text);
  if (summary.isPartial) remark('Interrupted; what was found until then is printed. Run it again for the rest.');
  if (options.format !== 'table' && unreadable > 0) for (const text of describeSkipped(outcome)) remark(text);
  if (summary.veryClose + summary.match > 0) return exitCode.miningFound;
  if (target.kind === 'digests' && unreadable === 0 && isWithoutDigest(summary)) {
    remark('Nothing in it could be assessed: no line begins with a digest (T1 and 70 hex digits).', target.name);
    return exitCode.unreadableInput;
  }
  return unreadable > 0 ? exitCode.unreadableInput : exitCode.nothingFound;
}

/** Whether a list was read to its end, and not one line could be compared. */
function isWithoutDigest({ files, notAssessable, isPartial }: ScanSummary): boolean {
  return files === notAssessable && !isPartial;
}

/** Such as 500MB, 2GiB or plain bytes, to bytes. */
function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(i?)b?|b)?$/i.exec(text.trim());
  const power = match?.[2] === undefined ? 0 : 'kmgt'.indexOf(match[2].toLowerCase()) + 1;
  const bytes = Math.floor(Number(match?.[1]) * (match?.[3] ? 1024 : 1000) ** power);
  if (!(bytes >= 1)) throw new InvalidArgumentError('Write it like 500MB or 8GB.');
  return bytes;
}

function parseWorkers(text: string): number {
  const count = Number(text);
  if (text.trim() === '' || !Number.isInteger(count) || count < 0 || count > 64) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 64.');
  }
  return count;
}
