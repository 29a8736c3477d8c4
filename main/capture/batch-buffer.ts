import type { PacketBatch } from './packet-source';

/** Packets a batch holds at most: 22 bytes of bookkeeping each, so that a whole batch stays in the processor's cache. */
export const defaultBatchPackets = 8192;

/** A reused {@link PacketBatch} that a reader fills; `data` is borrowed from whoever delivered the bytes. */
export class BatchBuffer implements PacketBatch {
  data: Uint8Array = new Uint8Array(0);
  count = 0;
  /** Captured bytes of all packets in the batch. */
  bytes = 0;
  readonly offsets: Uint32Array;
  readonly capturedLengths: Uint32Array;
  readonly wireLengths: Uint32Array;
  readonly timestampsUs: Float64Array;
  readonly linkTypes: Uint16Array;

  constructor(readonly capacity: number = defaultBatchPackets) {
    this.offsets = new Uint32Array(capacity);
    this.capturedLengths = new Uint32Array(capacity);
    this.wireLengths = new Uint32Array(capacity);
    this.timestampsUs = new Float64Array(capacity);
    this.linkTypes = new Uint16Array(capacity);
  }

  /** Empties the batch; packets added next lie in `data`. */
  reset(data: Uint8Array): void {
    this.data = data;
    this.count = 0;
    this.bytes = 0;
  }

  /** Appends one packet; the caller has made sure that there is room and that the bytes lie inside `data`. */
  add(offset: number, capturedLength: number, wireLength: number, timestampUs: number, linkType: number): void {
    const index = this.count++;
    this.offsets[index] = offset;
    this.capturedLengths[index] = capturedLength;
    this.wireLengths[index] = wireLength > capturedLength ? wireLength : capturedLength;
    this.timestampsUs[index] = timestampUs;
    this.linkTypes[index] = linkType;
    this.bytes += capturedLength;
  }
}
