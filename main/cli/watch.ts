/** `kanaria watch`: listen to interfaces and print verdicts as they come. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { plural } from '../../shared/plural';
import { openLive } from '../capture/live-source';
import type { PacketSource } from '../capture/packet-source';
import { RingWriter } from '../capture/ring-writer';
import { defaultMaxConnections, describeInput, summarize } from '../engine/analyze-source';
import { loadModel } from '../engine/load-model';
import { OwnerWatch } from '../engine/owner-watch';
import { toolOf } from '../engine/tool';
import { readOwnAddresses } from '../host/own-addresses';
import { createHostMonitor } from '../host/create-host-monitor';
import { idlePowerFile } from '../settings/idle-power-file';
import { Pipeline } from '../pipeline';
import { listDevices } from '../report/list-devices';
import { warnOfUnjudged } from '../report/describe-unjudged';
import { toJson } from '../report/to-json';
import { ProgramAssessor } from '../similarity/scan/assess-program';
import type { PoolLists } from '../verdict/pool-lists';
import { collectValues } from './collect-values';
import { exitCode, exitCodeOf } from './exit-codes';
import { findGivenOption } from './find-given-option';
import { formatDevices } from './format-devices';
import { verdictLine } from './format-table';
import { formatCount } from './format-units';
import { abortOnInterrupt } from './interrupt';
import { write } from './output';
import { addPoolListOptions, loadPoolLists, type PoolListArguments } from './pool-list-options';
import { parseDuration } from './parse-duration';
import { StatusLine } from './status-line';
import { OwnerTeller, tellEvents, tellFindings } from './tell-connections';
import { remark, reportFailure, wrap } from './terminal';

/** What the owners of connections do changes slowly. */
const lookEveryMs = 3000;

/** How the ring of --write is written. */
const ringOptions = ['--write-size', '--write-seconds', '--write-files'];

interface WatchArguments extends PoolListArguments {
  interface?: string[];
  filter?: string;
  source: 'auto' | 'cap' | 'dumpcap' | 'tcpdump';
  duration?: number;
  write?: string;
  writeSize: number;
  writeSeconds?: number;
  writeFiles: number;
  headersOnly?: boolean;
  promiscuous?: boolean;
  model: 'flow' | 'packet';
  format: 'table' | 'jsonl';
}

/** Adds the command. */
export function registerWatch(program: Command): void {
  const command = program
    .command('watch')
    .description('Listen to network interfaces and print verdicts as they come')
    // Not a required option of commander, which would ask for it before it names a mistyped one.
    .option('-i, --interface <name>', 'interface to listen to; give it again for several', collectValues)
    .option('-f, --filter <bpf>', 'capture only what this BPF filter lets through, such as "tcp port 3333"')
    .addOption(
      new Option('--source <tool>', 'what captures').choices(['auto', 'cap', 'dumpcap', 'tcpdump']).default('auto'),
    )
    .option('--duration <time>', 'stop after this time: 60s, 10m, 2h', parseDuration)
    .option('--write <file>', 'also write the packets, whole unless --headers-only, as a ring of pcapng files')
    .option('--write-size <megabytes>', 'begin the next file of the ring at this size', parseCount, 100)
    .option('--write-seconds <seconds>', 'begin the next file of the ring after this time', parseCount)
    .option('--write-files <count>', 'files to keep in the ring', parseCount, 10)
    .option('--headers-only', 'capture and read headers only (128 bytes of each packet)')
    .option('--promiscuous', 'also capture what is not addressed to this machine')
    .addOption(new Option('--model <model>', 'which classifier').choices(['flow', 'packet']).default('flow'))
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'jsonl']).default('table'));
  addPoolListOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  kanaria watch -i eth0
  kanaria watch -i eth0 -i wlan0 --duration 10m --format jsonl
  kanaria watch -i eth0 --write evidence.pcapng

kanaria interfaces lists the interfaces. Ctrl-C or --duration ends the capture with a summary.
Exit codes: 4 no permission to capture; else 5 interface or capture tool missing or gone; else 10 mining found; else 0.
2 wrong usage, 1 output or --write not written.`,
    )
    .action(async ({ interface: interfaces, ...options }: WatchArguments) => {
      if (interfaces === undefined)
        return command.error('error: give an interface with -i; kanaria interfaces lists them');
      const ringOption = options.write === undefined ? findGivenOption(command, ringOptions) : undefined;
      if (ringOption !== undefined)
        return command.error(`error: ${ringOption} goes with --write only; name the file with --write FILE`);
      process.exitCode = await watch({ ...options, interface: interfaces });
    });
}

async function watch(options: WatchArguments & { readonly interface: string[] }): Promise<number> {
  const poolLists = await loadPoolLists(options);
  if (poolLists === null) return exitCode.wrongUsage;
  const controller = new AbortController();
  const signal = abortOnInterrupt(controller);
  const live = await openLive({
    interfaces: options.interface,
    filter: options.filter ?? null,
    tool: options.source,
    isHeadersOnly: options.headersOnly ?? false,
    isWhole: options.write !== undefined,
    isPromiscuous: options.promiscuous ?? false,
  });
  if ('message' in live) {
    reportFailure(live, null);
    return exitCodeOf(live);
  }
  // AbortSignal.timeout within AbortSignal.any may be collected as garbage in Node.js 20, and then never fires.
  if (options.duration !== undefined) setTimeout(() => controller.abort(), options.duration).unref();
  return listen(live, signal, poolLists, options);
}

async function listen(
  source: PacketSource,
  signal: AbortSignal,
  poolLists: PoolLists,
  options: WatchArguments,
): Promise<number> {
  const begin = performance.now();
  const model = loadModel(options.model);
  const isJson = options.format === 'jsonl';
  const pending: string[] = [];
  const teller = new OwnerTeller(pending);
  const told = isJson ? tellEvents(pending, () => pipeline) : tellFindings(pending, () => pipeline);
  const ownAddresses = readOwnAddresses();
  const pipeline: Pipeline = new Pipeline({
    model,
    isHeadersOnly: options.headersOnly ?? false,
    maxConnections: defaultMaxConnections,
    poolLists,
    ownAddresses,
    ...told,
    onOpened: (connection) => {
      told.onOpened?.(connection);
      owners.noteOpened(connection);
    },
    onJudged: (connection) => {
      told.onJudged?.(connection);
      owners.noteJudged(connection);
    },
    onFlagged: (connection) => {
      told.onFlagged?.(connection);
      owners.noteJudged(connection);
    },
    onEnded: (connection, reason) => {
      told.onEnded?.(connection, reason);
      owners.noteEnded(connection);
      teller.forget(pipeline.table.serial[connection]);
    },
  });
  const assessor = new ProgramAssessor();
  const host = createHostMonitor(idlePowerFile());
  const owners = new OwnerWatch({
    pipeline,
    host,
    assessProgram: (file) => assessor.assess(file),
    onLearned: (connection) => {
      if (!isJson) teller.tell(pipeline, connection);
    },
  });
  const writer = options.write === undefined ? null : createRing(options.write, options);
  const openFailure = await writer?.open();
  if (openFailure) {
    reportFailure(openFailure, null);
    return exitCode.failed;
  }
  remark(`Listening on ${source.label} with ${source.tool ?? source.kind}; Ctrl-C ends it.`);
  if (writer !== null) remark(`Writing to ${writer.files[0]}; further files are named alike.`);
  const status = new StatusLine();
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    status.clear();
    await write(pending.splice(0).join(''));
  };
  const letGo = host.hold();
  let lookedMs = performance.now();
  for await (const batch of source.open(signal)) {
    pipeline.accept(batch);
    if (performance.now() - lookedMs >= lookEveryMs) {
      owners.look();
      host.lookForGuests();
      lookedMs = performance.now();
    }
    const failure = await writer?.write(batch);
    if (failure) {
      status.clear();
      reportFailure(failure, null);
    }
    await flush();
    status.update(
      () => `${plural(pipeline.counts.packets, 'packet')}, ${plural(pipeline.counts.connections, 'connection')}`,
    );
  }
  await writer?.close();
  pipeline.finish();
  // Who the guests are is asked for once and known a moment later.
  const { devices } = listDevices(pipeline, { own: ownAddresses, guestOf: (mac) => host.guestOf(mac) });
  letGo();
  host.dispose();
  await assessor.dispose();
  await flush();
  status.clear();

  const stats = source.stats();
  const summary = summarize(pipeline.counts, performance.now() - begin, false);
  const input = describeInput(source, stats, pipeline.counts);
  await write(
    isJson
      ? `${toJson({ schema: 'kanaria/summary@1', tool: toolOf(model), input, devices, summary })}\n`
      : `${formatDevices(devices)}${wrap('', `${verdictLine(input, summary)} ${describeDrops(stats.dropped, stats.packets)}`)}\n`,
  );
  for (const { text } of [...stats.warnings, ...warnOfUnjudged(input)]) remark(text);
  if (stats.failure) {
    reportFailure(stats.failure, null);
    return exitCodeOf(stats.failure);
  }
  if (summary.mining > 0) return exitCode.miningFound;
  return writer?.failure ? exitCode.failed : exitCode.nothingFound;
}

function createRing(path: string, { writeSize, writeSeconds, writeFiles }: WatchArguments): RingWriter {
  return new RingWriter(path, {
    maxFileBytes: writeSize * 1_000_000,
    ...(writeSeconds !== undefined && { maxFileMs: writeSeconds * 1000 }),
    maxFiles: writeFiles,
  });
}

function describeDrops(dropped: number | null, packets: number): string {
  const seen = `${plural(packets, 'packet')} captured`;
  return dropped === null ? `${seen}, drops not known.` : `${seen}, ${formatCount(dropped)} dropped.`;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}
