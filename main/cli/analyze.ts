/** `kanaria analyze`: capture files, or a live pipe on standard input, to verdicts. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { plural } from '../../shared/plural';
import { loadModel } from '../engine/load-model';
import { loadTfjsModel } from '../engine/load-tfjs-model';
import { isUnjudged } from '../report/describe-unjudged';
import { analyzeInput } from './analyze-input';
import { collectInputs } from './collect-inputs';
import { defaultTableRisk } from './format-table';
import { exitCode } from './exit-codes';
import { formatCount } from './format-units';
import { abortOnInterrupt } from './interrupt';
import { write } from './output';
import { createJsonPrinter } from './print-json';
import { createLinePrinter } from './print-lines';
import { addPoolListOptions, loadPoolLists, type PoolListArguments } from './pool-list-options';
import { createTablePrinter } from './print-table';
import type { AnalyzedInput, Printer, Totals } from './printer';
import { StatusLine } from './status-line';
import { remark } from './terminal';

interface AnalyzeArguments extends PoolListArguments {
  format: 'table' | 'json' | 'jsonl' | 'csv' | 'eve';
  model: 'flow' | 'packet';
  backend: 'typed-array' | 'tfjs';
  minRisk?: number;
  headersOnly?: boolean;
  hash?: boolean;
}

/** Adds the command. */
export function registerAnalyze(program: Command): void {
  const command = program
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
    .option('--hash', 'add the SHA-256 of each file (table and json; not of standard input)');
  addPoolListOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  kanaria analyze office.pcapng
  kanaria analyze --format json captures/ > findings.json
  ssh router tcpdump -w - | kanaria analyze -

The table lists connections of risk ${defaultTableRisk} and more, the other formats all of them (eve: mining and suspicious ones).
Exit codes: 10 mining found; else 3 an input could not be read, else 0. 2 wrong usage, 1 output not written.`,
    )
    .action(async (paths: string[], options: AnalyzeArguments) => {
      const problem = options.hash ? findHashProblem(paths, options.format) : null;
      if (problem !== null) command.error(`error: ${problem}`);
      else process.exitCode = await analyze(paths, options);
    });
}

/** Why no hash could be printed at all, or null. */
function findHashProblem(paths: readonly string[], format: AnalyzeArguments['format']): string | null {
  if (format !== 'table' && format !== 'json')
    return `--hash goes with the formats table and json; ${format} has no place for it.`;
  if (paths.every((path) => path === '-')) return '--hash goes with files only; standard input is not hashed.';
  return null;
}

/** Runs the command; returns its exit code. */
async function analyze(paths: readonly string[], options: AnalyzeArguments): Promise<number> {
  const signal = abortOnInterrupt();
  const poolLists = await loadPoolLists(options);
  if (poolLists === null) return exitCode.wrongUsage;
  const model = options.backend === 'tfjs' ? await loadTfjsModel(options.model) : loadModel(options.model);
  const { inputs, hasFolder } = await collectInputs(paths);
  const printer = choosePrinter(options, inputs.length > 1 || hasFolder);
  const totals: Totals = {
    inputs: inputs.length,
    unreadable: 0,
    unread: 0,
    unjudged: 0,
    connections: 0,
    mining: 0,
    suspicious: 0,
    undecided: 0,
    isPartial: false,
  };
  const { headersOnly: isHeadersOnly = false, hash: isHashed = false } = options;
  const status = new StatusLine();
  const run = { model, isHeadersOnly, isHashed, poolLists, printer, status, signal };
  if (isHashed && paths.includes('-')) remark('Standard input is not hashed; the files are.');
  await write(printer.begin());
  for (const [at, input] of inputs.entries()) {
    const position = { number: at + 1, inputs: inputs.length, mining: totals.mining };
    const analyzed = await analyzeInput(input, position, run);
    addTo(totals, analyzed);
    for (const text of printer.input(analyzed)) {
      status.clear();
      await write(text);
    }
  }
  status.clear();
  await write(printer.end(totals));
  if (totals.isPartial) remark(describeInterruption(totals));
  if (totals.mining > 0) return exitCode.miningFound;
  return totals.unreadable > 0 ? exitCode.unreadableInput : exitCode.nothingFound;
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

function addTo(totals: Totals, analyzed: AnalyzedInput): void {
  if (analyzed.kind !== 'read') {
    totals[analyzed.kind]++;
    totals.isPartial ||= analyzed.kind === 'unread';
    return;
  }
  const { input, summary } = analyzed.analysis;
  if (isUnjudged(input)) totals.unjudged++;
  for (const key of ['connections', 'mining', 'suspicious', 'undecided'] as const) totals[key] += summary[key];
  totals.isPartial ||= summary.isPartial;
}

function describeInterruption({ inputs, unread }: Totals): string {
  const rest = unread > 0 ? `; ${formatCount(unread)} of ${plural(inputs, 'input')} not begun` : '';
  return `Interrupted${rest}; what was found until then is printed. Run it again for the rest.`;
}

function parseRisk(text: string): number {
  const risk = Number(text);
  if (text.trim() === '' || !(risk >= 0 && risk <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return risk;
}
