/** Packets of one connection as bytes, in arrays that grow. */
export class PacketRun {
  data = new Uint8Array(4096);
  bytes = 0;
  count = 0;
  offsets = new Uint32Array(64);
  capturedLengths = new Uint32Array(64);
  wireLengths = new Uint32Array(64);
  /** Microseconds since the Unix epoch. */
  timestampsUs = new Float64Array(64);

  /** Makes room for a packet of `captured` bytes and returns where it begins in `data`. */
  add(timestampUs: number, captured: number, wire: number): number {
    if (this.count === this.offsets.length) this.growIndex();
    while (this.bytes + captured > this.data.length) this.growData();
    const offset = this.bytes;
    this.offsets[this.count] = offset;
    this.capturedLengths[this.count] = captured;
    this.wireLengths[this.count] = wire;
    this.timestampsUs[this.count] = timestampUs;
    this.count++;
    this.bytes += captured;
    return offset;
  }

  private growData(): void {
    const larger = new Uint8Array(this.data.length * 2);
    larger.set(this.data);
    this.data = larger;
  }

  private growIndex(): void {
    const length = this.offsets.length * 2;
    const grow = (old: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const larger = new Uint32Array(length);
      larger.set(old);
      return larger;
    };
    this.offsets = grow(this.offsets);
    this.capturedLengths = grow(this.capturedLengths);
    this.wireLengths = grow(this.wireLengths);
    const timestamps = new Float64Array(length);
    timestamps.set(this.timestampsUs);
    this.timestampsUs = timestamps;
  }
}
