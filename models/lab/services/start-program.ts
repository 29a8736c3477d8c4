import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { findProgram } from './find-programs';

/** Starts a program that runs as long as this one; what it says is left out unless asked for. */
export function startProgram(name: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(findProgram(name) ?? name, args, { stdio: 'ignore', ...options });
  child.on('error', (error) => console.error(`${name}: ${error.message}`));
  const end = (): void => void child.kill();
  process.once('exit', end);
  child.once('exit', (code) => {
    process.off('exit', end);
    if (code !== 0 && code !== null) console.error(`${name} ended with ${code}.`);
  });
  return child;
}
