import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Failure } from '../../shared/connection';
import { decodeLive } from './decode-live';
import { describeReadFailure } from './file-failure';
import { openStream } from './open-stream';
import type { CaptureStats, PacketBatch, PacketSource } from './packet-source';
import { StreamDecoder } from './stream-decoder';

const pieceBytes = 4 * 1024 * 1024;

/** A capture file: pcap or pcapng, also compressed with gzip; also a named pipe, which is read like standard input. */
export class FileSource implements PacketSource {
  readonly kind = 'file';
  readonly label: string;
  readonly tool = null;
  readonly timestamps = 'file';
  private readonly decoder: StreamDecoder;
  private readBytes = 0;
  private totalBytes: number | null = null;
  private failure: Failure | null = null;

  constructor(private readonly path: string) {
    this.label = path;
    this.decoder = new StreamDecoder(path);
  }

  async *open(signal: AbortSignal): AsyncGenerator<PacketBatch, void, undefined> {
    try {
      const entry = await stat(this.path);
      if (entry.isFile()) {
        this.totalBytes = entry.size;
        yield* this.readFile(signal);
      } else if (entry.isDirectory()) {
        this.failure = describeReadFailure({ code: 'EISDIR' }, this.label);
      } else {
        const stream = await openStream(this.path);
        this.failure = yield* decodeLive(stream, this.decoder, signal, (bytes) => (this.readBytes += bytes));
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (this.decoder.reader.packets > 0) this.decoder.reader.end(`reading it failed there (${error.code})`);
      else this.failure = describeReadFailure(error, this.label);
    } finally {
      this.decoder.close();
    }
  }

  stats(): CaptureStats {
    const { reader } = this.decoder;
    return {
      ...reader.stats(),
      readBytes: this.readBytes,
      // A file that is still being written may turn out longer than it was.
      totalBytes: this.totalBytes === null ? null : Math.max(this.totalBytes, this.readBytes),
      failure: this.failure ?? reader.failure,
    };
  }

  /** While the packets of one piece are worked on, the next one is being read into the other buffer. */
  private async *readFile(signal: AbortSignal): AsyncGenerator<PacketBatch, void, undefined> {
    const size = Math.min(pieceBytes, Math.max(this.totalBytes ?? 0, 1) + 1);
    const buffers: [Uint8Array, Uint8Array] = [new Uint8Array(size), new Uint8Array(size)];
    const handle = await open(this.path);
    let pending = readPiece(handle, buffers[0]);
    let current = 0;
    try {
      while (!signal.aborted) {
        const bytesRead = await pending;
        if (bytesRead === 0) {
          yield* this.decoder.end();
          return;
        }
        const piece = buffers[current as 0 | 1].subarray(0, bytesRead);
        current = 1 - current;
        pending = readPiece(handle, buffers[current as 0 | 1]);
        for await (const batch of this.decoder.push(piece)) {
          yield batch;
          if (signal.aborted) return;
        }
        this.readBytes += bytesRead;
        if (this.decoder.isDone) {
          yield* this.decoder.end();
          return;
        }
      }
    } finally {
      await pending.catch(() => {});
      await handle.close();
    }
  }
}

/** Starts reading; a failure waits until somebody asks for the result. */
function readPiece(handle: FileHandle, buffer: Uint8Array): Promise<number> {
  const reading = handle.read(buffer, 0, buffer.length, null).then((result) => result.bytesRead);
  reading.catch(() => {});
  return reading;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return typeof (error as NodeJS.ErrnoException | null)?.code === 'string';
}
