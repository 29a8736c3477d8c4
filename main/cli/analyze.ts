/** `kanaria analyze`: capture files, or a live pipe on standard input, to verdicts. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline as pipeStreams } from 'node:stream/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Analysis, Failure } from '../../shared/connection';
import { FileSource } from '../capture/file-source';
import type { PacketSource } from '../capture/packet-source';
import { StdinSource } from '../capture/stdin-source';
import { analyzeSource, type AnalysisOutcome } from '../engine/analyze-source';
import { loadModel } from '../engine/load-model';
import type { LoadedModel } from '../inference/predictor';
import { loadTfjsModel } from '../engine/load-tfjs-model';
import { collectInputs } from './collect-inputs';
import { exitCode } from './exit-codes';
import { csvHeader, formatCsvLine } from './format-csv';
import { formatEveLine } from './format-eve';
import { defaultTableRisk, formatTable, formatTableLine, summaryLine } from './format-table';
import { abortOnInterrupt } from './interrupt';
import { write } from './output';
import { ProgressBar } from './progress-bar';
import { remark, reportFailure } from './terminal';

export interface AnalyzeArguments {
  format: 'table' | 'json' | 'jsonl' | 'csv' | 'eve';
  model: 'flow' | 'packet';
  backend: 'typed-array' | 'tfjs';
  minRisk?: number;
  headersOnly: boolean;
  hash: boolean;
}

/** Adds the command. */
export function registerAnalyze(program: Command): void {
  program
    .command('analyze')
    .description(
      'Judge the connections in capture files (pcap, pcapng, also .gz), in folders of them, or in a live pipe',
    )
    .argument('<file...>', 'capture files or folders; - reads a capture from standard input')
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['table', 'json', 'jsonl', 'csv', 'eve'])
        .default('table'),
    )
    .addOption(new Option('--model <model>', 'which classifier').choices(['flow', 'packet']).default('flow'))
    .addOption(
      new Option('--backend <backend>', 'what runs it').choices(['typed-array', 'tfjs']).default('typed-array'),
    )
    .option(
      '--min-risk <risk>',
      'list only connections of at least this risk, 0 to 1 (never changes the summary)',
      parseRisk,
    )
    .option('--headers-only', 'read nothing after the transport header: model and rhythm alone', false)
    .option('--hash', 'add the SHA-256 of each file', false)
    .addHelpText(
      'after',
      `
Examples:
  kanaria analyze office.pcapng
  kanaria analyze --format json captures/ > findings.json
  ssh router tcpdump -w - | kanaria analyze -

Exit codes: 10 mining found, 3 an input could not be read, 2 wrong usage, 0 otherwise.`,
    )
    .action(async (paths: string[], options: AnalyzeArguments) => {
      process.exitCode = await analyze(paths, options);
    });
}

/** Runs the command; returns its exit code. */
export async function analyze(paths: readonly string[], options: AnalyzeArguments): Promise<number> {
  const signal = abortOnInterrupt();
  const model = options.backend === 'tfjs' ? await loadTfjsModel(options.model) : loadModel(options.model);
  const inputs = await collectInputs(paths);
  if (inputs.length === 0) {
    remark(`No captures in ${paths.join(', ')}. Name a pcap or pcapng file, or a folder that holds some.`);
    return exitCode.unreadableInput;
  }
  const isArray = inputs.length > 1 || (inputs[0] !== paths[0] && options.format === 'json');
  const totals = { connections: 0, mining: 0, suspicious: 0, undecided: 0, unreadable: 0 };
  if (options.format === 'csv') await write(csvHeader);
  if (options.format === 'json' && isArray) await write('[\n');
  for (const [at, path] of inputs.entries()) {
    if (signal.aborted) break;
    const outcome = await analyzeOne(path, model, options, signal);
    const { summary } = outcome.analysis;
    for (const key of ['connections', 'mining', 'suspicious', 'undecided'] as const) totals[key] += summary[key];
    const isUnreadable = outcome.failure !== null;
    if (isUnreadable) totals.unreadable++;
    if (outcome.failure) reportFailure(outcome.failure, path);
    for (const warning of outcome.warnings) remark(`${path}: ${warning}`);
    if (options.format === 'json') {
      if (isArray && at > 0) await write(',\n');
      await write(
        JSON.stringify(isUnreadable ? unreadable(path, outcome.failure) : outcome.analysis, null, isArray ? 0 : 2),
      );
    } else if (options.format === 'table' && !isUnreadable) {
      const hasRows = inputs.length === 1 || outcome.analysis.connections.length > 0;
      const text = hasRows
        ? formatTable(outcome.analysis, options.minRisk !== undefined)
        : formatTableLine(outcome.analysis);
      await write(hasRows && at > 0 ? `\n${text}\n` : text);
    }
  }
  if (options.format === 'table' && inputs.length > 1) {
    const unreadable = totals.unreadable > 0 ? `, ${totals.unreadable} of them unreadable` : '';
    await write(`\n${inputs.length.toLocaleString('en')} inputs${unreadable}: ${summaryLine({ summary: totals })}\n`);
  }
  if (options.format === 'json') await write(isArray ? '\n]\n' : '\n');
  if (signal.aborted) remark('Interrupted; what was found up to here is printed above.');
  if (totals.mining > 0) return exitCode.miningFound;
  return totals.unreadable > 0 ? exitCode.unreadableInput : exitCode.nothingFound;
}

async function analyzeOne(
  path: string,
  model: LoadedModel,
  options: AnalyzeArguments,
  signal: AbortSignal,
): Promise<AnalysisOutcome> {
  const source: PacketSource = path === '-' ? new StdinSource(process.stdin) : new FileSource(path);
  const bar = new ProgressBar(path);
  const file = path === '-' ? null : path;
  const lines: string[] = [];
  const isLineFormat = options.format !== 'json' && options.format !== 'table';
  const outcome = await analyzeSource(source, {
    model,
    isHeadersOnly: options.headersOnly,
    minRisk: options.minRisk ?? (options.format === 'table' ? defaultTableRisk : 0),
    signal,
    onProgress: (stats) => {
      bar.update(stats);
      if (lines.length > 0) process.stdout.write(lines.splice(0).join(''));
    },
    ...(isLineFormat && {
      onConnection: (connection) => {
        if (options.format === 'csv') lines.push(formatCsvLine(connection, file));
        else if (options.format === 'eve') lines.push(formatEveLine(connection, file) ?? '');
        else lines.push(`${JSON.stringify({ schema: 'kanaria/connection@1', file, ...connection })}\n`);
      },
    }),
  });
  bar.clear();
  if (lines.length > 0) await write(lines.join(''));
  if (options.hash && file !== null && outcome.failure === null) {
    const analysis: Analysis = {
      ...outcome.analysis,
      input: { ...outcome.analysis.input, sha256: await hashFile(file) },
    };
    return { ...outcome, analysis };
  }
  return outcome;
}

function unreadable(path: string, failure: Failure | null): object {
  return { schema: 'kanaria/analysis@1', input: { path }, error: { kind: failure?.kind, message: failure?.message } };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeStreams(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function parseRisk(text: string): number {
  const risk = Number(text);
  if (text.trim() === '' || !(risk >= 0 && risk <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return risk;
}
