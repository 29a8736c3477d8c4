/** `kanaria host`: the computer itself: programs, processor and power. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { setTimeout as wait } from 'node:timers/promises';
import { isRisingWatts } from '../../shared/rising-watts';
import type { HostMonitor } from '../host/host-monitor';
import { createHostMonitor } from '../host/create-host-monitor';
import { idlePowerFile } from '../settings/idle-power-file';
import { exitCode } from './exit-codes';
import { formatHost } from './format-host';
import { abortOnInterrupt } from './interrupt';
import { write } from './output';
import { parseDuration } from './parse-duration';
import { isTerminal } from './terminal';

interface HostArguments {
  format: 'table' | 'json';
  watch?: boolean;
  duration?: number;
  idleWatts?: number;
  fullLoadWatts?: number;
}

/** What is used of a processor is a difference: the second reading comes after this. */
const firstReadingMs = 3000;
const everyMs = 2000;
const clearScreen = '\u001b[H\u001b[J';

/** Adds the command. */
export function registerHost(program: Command): void {
  program
    .command('host')
    .description('Show what programs take of the processor of this computer, and what power it draws')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .option('--watch', 'print again every two seconds until Ctrl-C; as JSON one object a line')
    .option(
      '--duration <time>',
      'read for this time before printing (or, with --watch, stop after it): 60s, 10m; at least 3s',
      parseDuration,
    )
    .option(
      '--idle-watts <watts>',
      'power of this computer at idle, for an estimate where nothing measures it',
      parseWatts,
    )
    .option('--full-load-watts <watts>', 'its power at full load, for the same', parseWatts)
    .addHelpText(
      'after',
      `
Examples:
  kanaria host
  kanaria host --watch
  kanaria host --format json --duration 60s

Figures say whether they are measured or estimated; what can't be read is "not available", with the reason.
Exit code: 0.`,
    )
    .action(async (options: HostArguments, command: Command) => {
      const problem = findProblem(options);
      if (problem !== null) command.error(`error: ${problem}`);
      process.exitCode = await host(options);
    });
}

function findProblem(options: HostArguments): string | null {
  const { idleWatts = null, fullLoadWatts = null } = options;
  if ((idleWatts === null) !== (fullLoadWatts === null)) return '--idle-watts and --full-load-watts go together';
  if (!isRisingWatts(idleWatts, fullLoadWatts)) return '--full-load-watts must be more than --idle-watts';
  if (options.duration !== undefined && options.duration < firstReadingMs)
    return `--duration is too short for a rate, which needs a second reading; give ${firstReadingMs / 1000}s or more`;
  return null;
}

async function host(options: HostArguments): Promise<number> {
  const { idleWatts = null, fullLoadWatts = null } = options;
  const signal = abortOnInterrupt();
  const monitor = createHostMonitor(idlePowerFile());
  monitor.givenWatts = { idleWatts, fullLoadWatts };
  const letGo = monitor.hold();
  try {
    if (options.watch) await watch(monitor, signal, options);
    else {
      await pause(options.duration ?? firstReadingMs, signal);
      await write(print(monitor, options.format, false));
    }
  } finally {
    letGo();
    monitor.dispose();
  }
  return exitCode.nothingFound;
}

async function watch(monitor: HostMonitor, signal: AbortSignal, { format, duration }: HostArguments): Promise<void> {
  const endMs = duration === undefined ? Number.POSITIVE_INFINITY : performance.now() + duration;
  await pause(firstReadingMs, signal);
  while (!signal.aborted) {
    const isCleared = format === 'table' && isTerminal(process.stdout);
    await write((isCleared ? clearScreen : '') + print(monitor, format, true));
    const leftMs = endMs - performance.now();
    if (leftMs <= 0) return;
    await pause(Math.min(everyMs, leftMs), signal);
  }
}

function print(monitor: HostMonitor, format: HostArguments['format'], isLine: boolean): string {
  const report = monitor.report([], []);
  if (format === 'table') return `${formatHost(report)}${isLine ? '\n' : ''}`;
  return `${JSON.stringify({ schema: 'kanaria/host@1', ...report }, null, isLine ? undefined : 2)}\n`;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}

function parseWatts(text: string): number {
  const watts = Number(text);
  if (!(watts > 0 && watts <= 5000)) throw new InvalidArgumentError('Give watts between 0 and 5000, such as 8.5.');
  return watts;
}
