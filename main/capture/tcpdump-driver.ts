import { findProgram } from './find-program';
import { snapLength } from './live-options';
import type { LiveOptions } from './live-options';
import type { ToolDriver } from './tool-driver';

/** Kernel buffer in KiB. */
const bufferKibibytes = 32 * 1024;

/** tcpdump: kernel timestamps, one process per interface, says its drop counters whenever it is asked. */
export const tcpdumpDriver: ToolDriver = {
  tool: 'tcpdump',
  timestamps: 'kernel',
  warnings: [],
  // tcpdump(1), "signals": SIGINFO where the system has it, else SIGUSR1.
  countersSignal: process.platform === 'linux' ? 'SIGUSR1' : 'SIGINFO',
  find: () => findProgram('tcpdump'),
  versionCommand: (file) => ({ file, args: ['--version'] }),
  probeCommand: (file, interfaceName, options) => ({
    file,
    args: ['-d', ...settings(interfaceName, options)],
  }),
  captureCommands: (file, options) =>
    options.interfaces.map((interfaceName) => ({
      file,
      args: ['-U', '-n', '--immediate-mode', '-w', '-', ...settings(interfaceName, options)],
    })),
  readDropped(stderr) {
    const dropped = lastCount(stderr, /(\d+) packets? dropped by kernel/g);
    const missed = lastCount(stderr, /(\d+) packets? dropped by interface/g);
    return dropped === null ? null : dropped + (missed ?? 0);
  },
};

function settings(interfaceName: string, options: LiveOptions): string[] {
  return [
    ...['-i', interfaceName],
    ...['-s', String(snapLength(options))],
    ...['-B', String(bufferKibibytes)],
    ...(options.isPromiscuous ? [] : ['-p']),
    // What follows the two dashes is never read as an option.
    ...(options.filter === null ? [] : ['--', options.filter]),
  ];
}

function lastCount(text: string, pattern: RegExp): number | null {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? null : Number(last[1]);
}
