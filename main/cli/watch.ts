/** `kanaria watch`: listen to interfaces and print verdicts as they come. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Connection } from '../../shared/connection';
import { openLive } from '../capture/live-source';
import type { PacketSource } from '../capture/packet-source';
import { RingWriter } from '../capture/ring-writer';
import { defaultMaxConnections, describeInput, summarize } from '../engine/analyze-source';
import { loadModel } from '../engine/load-model';
import { toolOf } from '../engine/tool';
import { Pipeline } from '../pipeline';
import { describeConnection as describe } from '../report/describe-connection';
import { exitCode, exitCodeOf } from './exit-codes';
import { describeConnection, summaryLine } from './format-table';
import { abortOnInterrupt } from './interrupt';
import { hasColours, remark, reportFailure } from './terminal';

interface WatchArguments {
  interface: string[];
  filter?: string;
  source: 'auto' | 'cap' | 'dumpcap' | 'tcpdump';
  duration?: number;
  write?: string;
  writeSize: number;
  writeSeconds?: number;
  writeFiles: number;
  headersOnly: boolean;
  promiscuous: boolean;
  model: 'flow' | 'packet';
  format: 'table' | 'jsonl';
}

/** Adds the command. */
export function registerWatch(program: Command): void {
  program
    .command('watch')
    .description('Listen to network interfaces and print verdicts as they come')
    .requiredOption('-i, --interface <name>', 'interface to listen to; give it again for several', collect)
    .option('-f, --filter <bpf>', 'capture only what this BPF filter lets through, such as "tcp port 3333"')
    .addOption(
      new Option('--source <tool>', 'what captures').choices(['auto', 'cap', 'dumpcap', 'tcpdump']).default('auto'),
    )
    .option('--duration <time>', 'stop after this time: 60s, 10m, 2h', parseDuration)
    .option('--write <file>', 'also write the packets, as a ring of pcapng files')
    .option('--write-size <megabytes>', 'begin the next file of the ring at this size', parseCount, 100)
    .option('--write-seconds <seconds>', 'begin the next file of the ring after this time', parseCount)
    .option('--write-files <count>', 'files to keep in the ring', parseCount, 10)
    .option('--headers-only', 'capture and read headers only (128 bytes of each packet)', false)
    .option('--promiscuous', 'also capture what is not addressed to this machine', false)
    .addOption(new Option('--model <model>', 'which classifier').choices(['flow', 'packet']).default('flow'))
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'jsonl']).default('table'))
    .addHelpText(
      'after',
      `
Examples:
  kanaria watch -i eth0
  kanaria watch -i eth0 -i wlan0 --duration 10m --format jsonl
  kanaria watch -i eth0 --write evidence.pcapng

Exit codes: 10 mining found, 5 no such interface or no capture tool, 4 no permission, 2 wrong usage, 0 otherwise.`,
    )
    .action(async (options: WatchArguments) => {
      process.exitCode = await watch(options);
    });
}

async function watch(options: WatchArguments): Promise<number> {
  const interrupted = abortOnInterrupt();
  const live = await openLive({
    interfaces: options.interface,
    filter: options.filter ?? null,
    tool: options.source,
    isHeadersOnly: options.headersOnly,
    isPromiscuous: options.promiscuous,
  });
  if ('message' in live) {
    reportFailure(live, null);
    return exitCodeOf(live);
  }
  const signals = [interrupted, ...(options.duration === undefined ? [] : [AbortSignal.timeout(options.duration)])];
  return listen(live, AbortSignal.any(signals), options);
}

async function listen(source: PacketSource, signal: AbortSignal, options: WatchArguments): Promise<number> {
  const begin = performance.now();
  const model = loadModel(options.model);
  const isJson = options.format === 'jsonl';
  const isColoured = hasColours(process.stdout);
  const print = (event: string, connection: Connection): void => {
    if (isJson) {
      process.stdout.write(`${JSON.stringify({ schema: 'kanaria/connection@1', event, file: null, ...connection })}\n`);
    } else if (event === 'flagged') {
      process.stdout.write(`${describeConnection(connection, isColoured).join('\n')}\n`);
    }
  };
  const pipeline: Pipeline = new Pipeline({
    model,
    isHeadersOnly: options.headersOnly,
    maxConnections: defaultMaxConnections,
    ...(isJson && {
      onOpened: (at: number) => print('opened', describe(pipeline, at)),
      onJudged: (at: number) => print('updated', describe(pipeline, at)),
      onEnded: (at: number) => print('ended', describe(pipeline, at)),
    }),
    onFlagged: (at) => print('flagged', describe(pipeline, at)),
  });
  const writer = options.write
    ? new RingWriter(options.write, {
        maxFileBytes: options.writeSize * 1_000_000,
        ...(options.writeSeconds !== undefined && { maxFileMs: options.writeSeconds * 1000 }),
        maxFiles: options.writeFiles,
      })
    : null;

  const openFailure = await writer?.open();
  if (openFailure) {
    reportFailure(openFailure, null);
    return exitCode.failed;
  }
  remark(`Listening on ${source.label} with ${source.tool ?? source.kind}; Ctrl-C ends it.`);
  for await (const batch of source.open(signal)) {
    pipeline.accept(batch);
    const failure = await writer?.write(batch);
    if (failure) reportFailure(failure, null);
  }
  await writer?.close();
  pipeline.finish();

  const stats = source.stats();
  const input = describeInput(source, stats, pipeline.counts);
  const summary = summarize(pipeline.counts, performance.now() - begin);
  if (isJson)
    process.stdout.write(`${JSON.stringify({ schema: 'kanaria/summary@1', tool: toolOf(model), input, summary })}\n`);
  else process.stdout.write(`${summaryLine({ summary })} ${describeDrops(stats.dropped, stats.packets)}\n`);
  for (const { text } of stats.warnings) remark(text);
  if (stats.failure) reportFailure(stats.failure, null);
  if (summary.mining > 0) return exitCode.miningFound;
  return stats.failure ? exitCodeOf(stats.failure) : exitCode.nothingFound;
}

function describeDrops(dropped: number | null, packets: number): string {
  const seen = `${packets.toLocaleString('en')} packets captured`;
  return dropped === null ? `${seen}, drops not known.` : `${seen}, ${dropped.toLocaleString('en')} dropped.`;
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Such as 60s, 10m, 2h or plain seconds, to milliseconds. */
function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match?.[2] ?? 's'] ?? 0;
  const duration = Number(match?.[1]) * milliseconds;
  if (!(duration > 0)) throw new InvalidArgumentError('Write it like 60s, 10m or 2h.');
  return Math.round(Math.min(duration, 2 ** 31 - 1));
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}
