/** A display for tests on machines without one. */
import { spawn } from 'node:child_process';
import { hasProgram } from './requirements';

export interface Display {
  /** Value for `DISPLAY`; undefined where the system needs none. */
  readonly name: string | undefined;
  stop(): void;
}

/** True when a window can be opened here: macOS, Windows, a running display, or Xvfb to start one. */
export function canOpenWindows(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || hasProgram('Xvfb');
}

/** The display at hand, or an Xvfb of its own on the first free number; the caller stops it. */
export async function startDisplay(size = '1600x1200x24'): Promise<Display> {
  if (process.platform !== 'linux') return { name: undefined, stop: () => undefined };
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, stop: () => undefined };
  // -displayfd lets the server choose a free number and write it once it accepts connections.
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = () => void server.kill();
  process.once('exit', stop);
  const number = await new Promise<string>((resolve, reject) => {
    let written = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      written += chunk.toString();
      if (written.includes('\n')) resolve(written.trim());
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)));
  });
  return { name: `:${number}`, stop };
}
