/** Bytes to be written: a growing buffer that is emptied and used again. */
export class ByteQueue {
  length = 0;
  bytes: Uint8Array;
  view: DataView;

  constructor(firstBytes = 65_536) {
    this.bytes = new Uint8Array(firstBytes);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes room for `count` more bytes, all zero, and returns where they begin. */
  reserve(count: number): number {
    const at = this.length;
    const needed = at + count;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
      grown.set(this.bytes.subarray(0, at));
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    }
    this.bytes.fill(0, at, needed);
    this.length = needed;
    return at;
  }

  /** The bytes queued so far; the queue is empty afterwards, and they are valid until something is queued again. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
}
