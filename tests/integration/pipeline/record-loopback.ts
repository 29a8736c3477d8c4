import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Records what goes over a loopback port with tcpdump while `act` runs. */
export async function recordLoopback(file: string, port: number, act: () => Promise<void>): Promise<void> {
  const args = ['-i', 'lo', '-U', '--immediate-mode', '-s', '2048', '-w', file, `tcp port ${port}`];
  const child = spawn('tcpdump', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('listening on')) resolve();
    });
    child.once('close', () => reject(new Error(said)));
  });
  await act();
  child.kill('SIGINT');
  await ended;
}
