import { constants, createReadStream, open } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

/**
 * Opens a file, or what is none, to be read from its beginning to its end. A named pipe is opened without waiting for its
 * writer and read as standard input is: a thread that waits there cannot be interrupted and keeps the program from ending.
 */
export async function openStream(path: string): Promise<Readable> {
  if (process.platform === 'win32' || !(await stat(path)).isFIFO()) return createReadStream(path);
  const descriptor = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd: descriptor, readable: true, writable: false });
}
