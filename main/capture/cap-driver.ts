import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { findResource } from '../find-resource';
import { snapLength } from './live-options';
import type { ProgramCommand } from './run-program';
import type { ToolDriver } from './tool-driver';

/**
 * The npm package `cap` in a process of its own (cap-child), because it may abort its process. Whether the package can be
 * loaded at all shows in its probe.
 */
export const capDriver: ToolDriver = {
  tool: 'cap',
  timestamps: 'user',
  warnings: [
    {
      code: 'user-timestamps',
      text: 'cap has no kernel timestamps: times are those at which this program received a packet.',
    },
    { code: 'no-drop-counter', text: 'cap has no drop counters: whether packets were lost is not known.' },
    { code: 'always-promiscuous', text: 'cap always captures promiscuously.' },
  ],
  countersSignal: null,
  find: findCapChild,
  versionCommand: (file) => capCommand(file, ['version']),
  probeCommand: (file, interfaceName, options) => capCommand(file, ['probe', interfaceName, options.filter ?? '']),
  captureCommands: (file, options) =>
    options.interfaces.map((interfaceName) =>
      capCommand(file, ['capture', interfaceName, options.filter ?? '', String(snapLength(options))]),
    ),
  readDropped: () => null,
};

/** Runs one task of the cap child: see cap-child.ts. */
export function capCommand(file: string, task: readonly string[]): ProgramCommand {
  const loader = file.endsWith('.ts') ? ['--import', pathToFileURL(createRequire(file).resolve('tsx')).href] : [];
  return {
    file: process.execPath,
    args: [...loader, file, ...task],
    // Electron's own binary is the node that runs it.
    env: 'electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {},
  };
}

/** The bundled child; its source where this runs from source. */
export function findCapChild(): string | null {
  const isSource = import.meta.url.endsWith('.ts');
  try {
    return findResource(isSource ? 'main/capture/cap-child.ts' : 'out/main/cap-child.js');
  } catch {
    return null;
  }
}
