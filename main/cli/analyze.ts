/** `kanaria analyze`: capture files, or a live pipe on standard input, to verdicts. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { FileSource } from '../capture/file-source';
import { StdinSource } from '../capture/stdin-source';
import { analyzeSource } from '../engine/analyze-source';
import { loadModel } from '../engine/load-model';
import { loadTfjsModel } from '../engine/load-tfjs-model';
import type { LoadedModel } from '../inference/predictor';
import { collectInputs, type Input } from './collect-inputs';
import { describeProgress } from './describe-progress';
import { exitCode } from './exit-codes';
import { hashFile } from './hash-file';
import { abortOnInterrupt } from './interrupt';
import { write } from './output';
import { createJsonPrinter } from './print-json';
import { createLinePrinter } from './print-lines';
import { createTablePrinter } from './print-table';
import type { AnalyzedInput, Printer, Totals } from './printer';
import { StatusLine } from './status-line';
import { remark, reportFailure } from './terminal';

interface AnalyzeArguments {
  format: 'table' | 'json' | 'jsonl' | 'csv' | 'eve';
  model: 'flow' | 'packet';
  backend: 'typed-array' | 'tfjs';
  minRisk?: number;
  headersOnly?: boolean;
  hash?: boolean;
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
    .option('--headers-only', 'read nothing after the transport header: model and rhythm alone')
    .option('--hash', 'add the SHA-256 of each file (table and json)')
    .addHelpText(
      'after',
      `
Examples:
  kanaria analyze office.pcapng
  kanaria analyze --format json captures/ > findings.json
  ssh router tcpdump -w - | kanaria analyze -

The table lists connections of risk 0.5 and more, the other formats all of them (eve: mining and suspicious ones).
Exit codes: 10 mining found; else 3 an input could not be read, else 0. 2 wrong usage, 1 output not written.`,
    )
    .action(async (paths: string[], options: AnalyzeArguments) => {
      process.exitCode = await analyze(paths, options);
    });
}

/** Runs the command; returns its exit code. */
async function analyze(paths: readonly string[], options: AnalyzeArguments): Promise<number> {
  const signal = abortOnInterrupt();
  const model = options.backend === 'tfjs' ? await loadTfjsModel(options.model) : loadModel(options.model);
  const inputs = await collectInputs(paths);
  const printer = choosePrinter(options, inputs.length > 1 || inputs[0].path !== paths[0]);
  const totals: Totals = {
    inputs: inputs.length,
    unreadable: 0,
    connections: 0,
    mining: 0,
    suspicious: 0,
    undecided: 0,
  };
  await write(printer.begin());
  for (const [at, input] of inputs.entries()) {
    if (signal.aborted) break;
    const analyzed = await analyzeInput(input, at + 1, totals, { model, options, printer, signal });
    if (analyzed.kind === 'unreadable') totals.unreadable++;
    else addTo(totals, analyzed.analysis.summary);
    for (const text of printer.input(analyzed)) await write(text);
  }
  await write(printer.end(totals));
  if (signal.aborted) remark('Interrupted; what was found until then is printed. Run it again for the rest.');
  if (totals.mining > 0) return exitCode.miningFound;
  return totals.unreadable > 0 ? exitCode.unreadableInput : exitCode.nothingFound;
}

interface Run {
  readonly model: LoadedModel;
  readonly options: AnalyzeArguments;
  readonly printer: Printer;
  readonly signal: AbortSignal;
}

/** Analyses one input and tells on stderr what is wrong with it. */
async function analyzeInput(
  { path, failure }: Input,
  number: number,
  totals: Totals,
  run: Run,
): Promise<AnalyzedInput> {
  if (failure !== null) {
    reportFailure(failure, path);
    return { kind: 'unreadable', path, failure };
  }
  const { options, printer } = run;
  const file = path === '-' ? null : path;
  const source = file === null ? new StdinSource(process.stdin) : new FileSource(path);
  const status = new StatusLine();
  const begin = performance.now();
  const pending: string[] = [];
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    status.clear();
    await write(pending.splice(0).join(''));
  };
  const outcome = await analyzeSource(source, {
    model: run.model,
    isHeadersOnly: options.headersOnly,
    minRisk: printer.minRisk,
    signal: run.signal,
    onProgress: async (stats, flagged) => {
      await flush();
      const progress = { stats, mining: totals.mining + flagged, path, number, inputs: totals.inputs };
      status.update(() => describeProgress({ ...progress, elapsedMs: performance.now() - begin }));
    },
    ...(printer.connection && {
      onConnection: (connection) => pending.push(printer.connection?.(connection, file) ?? ''),
    }),
  });
  status.clear();
  await flush();
  for (const warning of outcome.warnings) remark(warning, warning.includes(path) || file === null ? null : path);
  if (outcome.failure !== null) reportFailure(outcome.failure, file);
  const { analysis } = outcome;
  // What came before a failure is shown all the same.
  if (outcome.failure !== null && analysis.input.packets === 0) {
    return { kind: 'unreadable', path, failure: outcome.failure };
  }
  if (options.hash && file !== null) analysis.input.sha256 = await hashFile(file);
  return { kind: 'read', path, analysis };
}

function choosePrinter({ format, minRisk }: AnalyzeArguments, hasSeveral: boolean): Printer {
  switch (format) {
    case 'table':
      return createTablePrinter(hasSeveral, minRisk ?? null);
    case 'json':
      return createJsonPrinter(hasSeveral, minRisk ?? 0);
    default:
      return createLinePrinter(format, minRisk ?? 0);
  }
}

function addTo(totals: Totals, summary: Omit<Totals, 'inputs' | 'unreadable'>): void {
  for (const key of ['connections', 'mining', 'suspicious', 'undecided'] as const) totals[key] += summary[key];
}

function parseRisk(text: string): number {
  const risk = Number(text);
  if (text.trim() === '' || !(risk >= 0 && risk <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return risk;
}
