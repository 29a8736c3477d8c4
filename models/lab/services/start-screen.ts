import { mkdirSync } from 'node:fs';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { startProgram } from './start-program';

/** Starts a screen that is nowhere, for programs that need one. `options` say who may look at it over VNC. */
export function startScreen(
  display: string,
  size: string,
  options: readonly string[],
  spawning: SpawnOptions = {},
): ChildProcess {
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  return startProgram('Xtigervnc', [display, '-SecurityTypes', 'None', '-geometry', size, ...options], spawning);
}
