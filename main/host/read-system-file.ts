/** Reads files that the kernel makes up as they are read, whose size is not known before and which are read over and over. */
import { closeSync, openSync, readSync } from 'node:fs';

/** A file is read whole in one go, so one buffer serves all; it grows with the largest, such as a table of sockets. */
let buffer = Buffer.allocUnsafeSlow(64 * 1024);

/** The text of a file, a character a byte. Throws as `readFileSync` does, at a small part of its cost. */
export function readSystemFile(file: string, encoding: 'latin1' | 'utf8' = 'latin1'): string {
  const fd = openSync(file, 'r');
  try {
    let length = 0;
    for (;;) {
      // A page at a time is what the kernel gives of a long table.
      if (buffer.length - length < pageBytes) buffer = Buffer.concat([buffer], buffer.length * 2);
      const read = readSync(fd, buffer, length, buffer.length - length, null);
      if (read === 0) return buffer.toString(encoding, 0, length);
      length += read;
    }
  } finally {
    closeSync(fd);
  }
}

const pageBytes = 4096;
