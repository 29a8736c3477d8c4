import { findProgram } from './find-program';
import { snapLength } from './live-options';
import type { LiveOptions } from './live-options';
import type { ToolDriver } from './tool-driver';

/** Kernel buffer of each interface in MiB: a second of heavy traffic. */
const bufferMebibytes = 32;

/** Wireshark's dumpcap: kernel timestamps, several interfaces in one process, its drop counters come at the end. */
export const dumpcapDriver: ToolDriver = {
  tool: 'dumpcap',
  timestamps: 'kernel',
  warnings: [],
  countersSignal: null,
  find: () => findProgram('dumpcap'),
  versionCommand: (file) => ({ file, args: ['--version'] }),
  probeCommand: (file, interfaceName, options) => ({
    file,
    // The code of the compiled filter is printed (-d), nothing is captured.
    args: [...settings(options), '-i', interfaceName, '-d'],
  }),
  captureCommands(file, options) {
    // Only pcapng can hold several interfaces.
    const format = options.interfaces.length === 1 ? ['-P'] : [];
    const interfaces = options.interfaces.flatMap((name) => ['-i', name]);
    return [{ file, args: [...settings(options), ...interfaces, '-q', ...format, '-w', '-'] }];
  },
  readDropped(stderr) {
    const counts = [...stderr.matchAll(/^Packets received\/dropped on interface '.*': \d+\/(\d+) /gm)];
    return counts.length === 0 ? null : counts.reduce((sum, [, dropped]) => sum + Number(dropped), 0);
  },
};

/** Options that hold for every interface named after them. */
function settings(options: LiveOptions): string[] {
  return [
    ...['-s', String(snapLength(options))],
    ...['-B', String(bufferMebibytes)],
    ...(options.isPromiscuous ? [] : ['-p']),
    ...(options.filter === null ? [] : ['-f', options.filter]),
  ];
}
