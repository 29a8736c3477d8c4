import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { interfaceName } from '../network/namespaces';

export interface Recording {
  /** Ends the recording; resolves when the file is complete. */
  stop(): Promise<void>;
}

/** Records what a site sends and receives with tcpdump, kernel timestamps; resolves once it listens. */
export async function recordSite(namespace: string, path: string, snapLength: number): Promise<Recording> {
  const options = ['-i', interfaceName, '-s', String(snapLength), '-B', '16384', '-Z', 'root', '-w', path];
  const program = spawn('ip', ['netns', 'exec', namespace, 'tcpdump', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    program.once('exit', () => reject(new Error(`tcpdump ended: ${said.trim()}`)));
    program.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('listening on')) resolve();
    });
  });
  const ended = once(program, 'exit');
  return {
    stop: async () => {
      // It may have more packets waiting in its buffer than it has written.
      setTimeout(() => program.kill('SIGINT'), 500);
      await ended;
    },
  };
}
