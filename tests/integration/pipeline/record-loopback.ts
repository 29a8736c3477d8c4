import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';

const lastWords = 'nothing was recorded after this';
/** What stands in the capture before the last words: the headers of the record, Ethernet, IPv4 and UDP. */
const headerBytes = 16 + 14 + 20 + 8;

/**
 * Records what goes over a loopback port with tcpdump while `act` runs. tcpdump drops what it has not read yet when it is
 * stopped; so a datagram is sent after everything else, waited for, and left out of the file.
 */
export async function recordLoopback(file: string, port: number, act: () => Promise<void>): Promise<void> {
  const args = ['-i', 'lo', '-U', '--immediate-mode', '-s', '2048', '-w', '-', `port ${port}`];
  const child = spawn('tcpdump', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.includes('listening on')) resolve();
    });
    child.once('close', () => reject(new Error(said)));
  });
  let recorded: Buffer = Buffer.alloc(0);
  const isComplete = new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      recorded = Buffer.concat([recorded, data]);
      if (recorded.includes(lastWords)) resolve();
    });
  });
  await act();
  const socket = createSocket('udp4');
  socket.send(lastWords, port, '127.0.0.1');
  await isComplete;
  socket.close();
  child.kill('SIGINT');
  await ended;
  writeFileSync(file, recorded.subarray(0, recorded.indexOf(lastWords) - headerBytes));
}
