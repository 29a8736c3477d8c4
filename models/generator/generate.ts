/** Program: writes generated traffic as capture files with labels. `npx tsx models/generator/generate.ts --help` */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CaptureWriter, type CaptureFormat } from '../../main/capture/capture-writer';
import type { Failure } from '../../shared/connection';
import { share, wholeNumber } from '../option-values';
import { labelCapture, type CaptureLabels } from './capture-labels';
import { catalogue } from './catalogue';
import { generateTraffic } from './generate-traffic';
import type { GeneratedConnection } from './generated-connection';
import { mergeByTime } from './packet-batches';

/** Bytes of a packet that are kept with --headers-only: link, IP and TCP headers with options. */
const headersOnlyBytes = 96;
/** Connections in one file of a folder. */
const connectionsPerFile = 200;

interface Options {
  readonly out: string;
  readonly seed: number;
  readonly connections: number;
  readonly mix: number;
  readonly kinds?: RegExp;
  readonly mostSeconds: number;
  readonly span: number;
  readonly headersOnly: boolean;
  readonly snapLength?: number;
  readonly format: CaptureFormat;
  readonly labels?: string;
}

const program = new Command('generate')
  .description('Writes generated mining and benign traffic, seeded: the same options give the same bytes.')
  .requiredOption('--out <path>', 'a .pcap or .pcapng file, or a folder that gets one file per 200 connections')
  .option('--seed <number>', 'seed of all randomness', wholeNumber, 1)
  .option('--connections <number>', 'how many connections', wholeNumber, 200)
  .option('--mix <mix>', 'share of mining, such as mining=0.2', miningShare, 0.2)
  .option('--kinds <pattern>', 'only kinds that match this regular expression, such as "cryptonote|mqtt"', kindPattern)
  .option('--most-seconds <number>', 'longest connection, seconds', wholeNumber, 7200)
  .option('--span <number>', 'connections begin within this many seconds', wholeNumber, 3600)
  .option('--headers-only', `keep ${headersOnlyBytes} bytes of each packet`, false)
  .option('--snap-length <bytes>', 'keep this many bytes of each packet', wholeNumber)
  .option('--format <format>', 'pcap or pcapng', captureFormat, 'pcap')
  .option('--labels <file>', 'write what is what as JSON, in the format of the labelled captures');

await run(program.parse().opts<Options>());

async function run(options: Options): Promise<void> {
  const isFile = /\.(?:pcap|pcapng|cap)$/i.test(options.out);
  const traffic = generateTraffic({
    seed: options.seed,
    connections: options.connections,
    mining: options.mix,
    kinds: options.kinds,
    mostSeconds: options.mostSeconds,
    spanSeconds: options.span,
    snapLength: options.headersOnly ? headersOnlyBytes : options.snapLength,
  });
  await makeFolder(isFile ? dirname(options.out) : options.out);
  const labels: CaptureLabels[] = [];
  let chunk: GeneratedConnection[] = [];
  let files = 0;
  const flush = async (): Promise<void> => {
    if (chunk.length === 0) return;
    const name = `generated-${options.seed}-${String(files++).padStart(4, '0')}.${options.format}`;
    const path = isFile ? options.out : join(options.out, name);
    await writeCapture(path, options.format, chunk);
    labels.push(labelCapture(basename(path), chunk, options.headersOnly));
    chunk = [];
  };
  for (const connection of traffic) {
    chunk.push(connection);
    if (!isFile && chunk.length >= connectionsPerFile) await flush();
  }
  await flush();
  if (options.labels !== undefined) await writeFile(options.labels, `${JSON.stringify(labels, null, 1)}\n`);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch {
    program.error(`The folder ${path} cannot be made. Choose another place with --out.`);
  }
}

async function writeCapture(
  path: string,
  format: CaptureFormat,
  connections: readonly GeneratedConnection[],
): Promise<void> {
  const writer = new CaptureWriter(path, format);
  let failure: Failure | null = await writer.open();
  for (const batch of mergeByTime(connections)) failure ??= await writer.write(batch);
  failure ??= await writer.close();
  if (failure !== null) program.error(`${failure.message} ${failure.remedy}`);
}

function miningShare(text: string): number {
  return share(text.replace(/^mining=/, ''));
}

function kindPattern(text: string): RegExp {
  try {
    const pattern = new RegExp(text);
    if (catalogue.some(({ label, kind }) => pattern.test(`${label}/${kind}`))) return pattern;
  } catch {
    throw new InvalidArgumentError('It is not a regular expression.');
  }
  throw new InvalidArgumentError(`Nothing matches. Kinds: ${catalogue.map(({ kind }) => kind).join(', ')}.`);
}

function captureFormat(text: string): CaptureFormat {
  if (text !== 'pcap' && text !== 'pcapng') throw new InvalidArgumentError('Give pcap or pcapng.');
  return text;
}
