/** Runs programs in the site: servers for the whole run, clients for a visit. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './find-program';
import type { ClientPlace } from './service';

/** Starts a server that runs as long as this process; says so when it ends with an error. */
export function startProgram(name: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = start(name, args, options);
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) console.error(`${name} ended with ${code}.`);
  });
  return child;
}

/** Starts such a program that is told what to do on its standard input; what this returns tells it. */
export function startWriter(name: string, args: readonly string[], options: SpawnOptions = {}): (text: string) => void {
  const { stdin } = startProgram(name, args, { ...options, stdio: ['pipe', 'ignore', 'ignore'] });
  stdin?.on('error', () => {});
  return (text) => void stdin?.write(text);
}

/** Runs a program to its end; rejects when that is not a good one. */
export async function runProgram(name: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
  const child = start(name, args, options);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

/** Runs a client until it ends or the visit does; `feed` may write to its standard input meanwhile. */
export async function runClient(
  place: ClientPlace,
  name: string,
  args: readonly string[],
  options: SpawnOptions = {},
  feed?: (say: (text: string) => boolean) => Promise<void>,
): Promise<void> {
  const child = start(name, args, { stdio: [feed === undefined ? 'ignore' : 'pipe', 'ignore', 'ignore'], ...options });
  const exit = once(child, 'exit');
  child.stdin?.on('error', () => {});
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  void feed?.((text) => isRunning() && child.stdin?.write(text) !== undefined);
  const signal = place.random.chance(0.7) ? 'SIGTERM' : 'SIGKILL';
  const timer = setTimeout(() => void child.kill(signal), place.leftMs());
  const hardTimer = setTimeout(() => void child.kill('SIGKILL'), place.leftMs() + 3000);
  const [code] = (await exit) as [number | null];
  clearTimeout(timer);
  clearTimeout(hardTimer);
  if (code !== 0 && code !== null && place.leftMs() > 2000) throw new Error(`${name} ended with ${code}`);
}

/** Resolves when something listens on the port; rejects after `mostMs`. */
export async function waitForPort(port: number, mostMs = 30_000): Promise<void> {
  const endMs = performance.now() + mostMs;
  while (performance.now() < endMs) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isThere) return;
    await sleep(200);
  }
  throw new Error(`Nothing listens on port ${port}.`);
}

function start(name: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  // Some servers, when they end, signal their whole process group: each gets one of its own.
  const child = spawn(findProgram(name) ?? name, args, { stdio: 'ignore', detached: true, ...options });
  child.on('error', (error) => console.error(`${name}: ${error.message}`));
  const end = (): void => void child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}
