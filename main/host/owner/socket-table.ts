/** A kernel socket table, read only as far as it takes: reading a whole one costs the processor dearly. */
import { closeSync, openSync, readSync } from 'node:fs';

/** A file that can be read on. */
export interface GrowingText {
  /** What has been read. */
  readonly text: string;
  /** Reads on; false where there is no more. */
  readMore(): boolean;
}

const stepBytes = 32 * 1024;
const buffer = Buffer.allocUnsafeSlow(stepBytes);

export class SocketTable implements GrowingText {
  text = '';
  private fd: number | null;

  /** A file that can't be opened is an empty table. */
  constructor(file: string) {
    try {
      this.fd = openSync(file, 'r');
    } catch {
      this.fd = null;
    }
  }

  readMore(): boolean {
    if (this.fd === null) return false;
    let length = 0;
    try {
      // The kernel gives about a page at a time.
      while (length <= stepBytes / 2) {
        const read = readSync(this.fd, buffer, length, stepBytes - length, null);
        if (read === 0) {
          this.close();
          break;
        }
        length += read;
      }
    } catch {
      this.close();
    }
    this.text += buffer.toString('latin1', 0, length);
    return length > 0;
  }

  /** Keeps what was read. Safe to call twice. */
  close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
  }
}
