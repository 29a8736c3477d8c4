import { createGunzip } from 'node:zlib';

const smallestSliceBytes = 16;
const largestSliceBytes = 16_384;

/**
 * Inflates gzip (RFC 1952, also several members in a row) that arrives in pieces of any size. Where the data breaks,
 * everything inflated before is delivered and `breakage` says why.
 */
export class StreamInflater {
  /** Why the compressed stream could not be read to its end, as the second half of a sentence; null while it can. */
  breakage: string | null = null;
  private readonly gunzip = createGunzip({ chunkSize: 65_536 });
  private readonly outputs: Uint8Array[] = [];
  private compressedBytes = 0;
  private isOver = false;
  private settle = (): void => {};

  constructor() {
    this.gunzip.on('data', (output: Uint8Array) => this.outputs.push(output));
    // Zeros after the last member, which tapes and downloads leave, end the output before the input.
    this.gunzip.on('end', () => {
      this.isOver = true;
      this.settle();
    });
    this.gunzip.on('error', (error: NodeJS.ErrnoException) => {
      this.breakage =
        error.code === 'Z_BUF_ERROR' ? 'its compressed data is cut off' : 'its compressed data is damaged';
      this.settle();
    });
  }

  /** Yields what this piece inflates to; each output may be kept. */
  async *push(piece: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
    let at = 0;
    while (at < piece.length && this.breakage === null) {
      // zlib forgets the output of the call in which it meets an error: slices that grow with the stream lose at most a
      // sixty-fourth of it, and a bomb inflates to no more than 16 MB at a time.
      const wanted = Math.min(Math.max(this.compressedBytes >> 6, smallestSliceBytes), largestSliceBytes);
      const slice = piece.subarray(at, at + wanted);
      at += slice.length;
      this.compressedBytes = Math.min(this.compressedBytes + slice.length, largestSliceBytes << 6);
      await this.settled((done) => this.gunzip.write(slice, done));
      yield* this.outputs.splice(0);
    }
  }

  /** Yields what is left once the compressed stream is over, and finds out whether it was whole. */
  async *end(): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.breakage !== null || this.isOver) return;
    await this.settled(() => this.gunzip.end());
    yield* this.outputs.splice(0);
  }

  close(): void {
    this.gunzip.destroy();
  }

  /** Waits until the call is done or the stream breaks, whichever happens. */
  private settled(call: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.settle = resolve;
      call(resolve);
    });
  }
}
