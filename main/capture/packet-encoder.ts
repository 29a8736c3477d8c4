/** Turns packets into the bytes of a capture file; what is pending is taken and written by somebody else. */
export interface PacketEncoder {
  /** Begins a file: forgets what an earlier one declared and queues the file header. */
  start(): void;
  /**
   * Queues one packet, `data[offset, offset + capturedLength)`. False, and nothing queued, where the format cannot hold it.
   */
  add(
    data: Uint8Array,
    offset: number,
    capturedLength: number,
    wireLength: number,
    timestampUs: number,
    linkType: number,
  ): boolean;
  /** Bytes queued so far. */
  readonly pendingBytes: number;
  /** The queued bytes, which are then forgotten; valid until the next call. */
  take(): Uint8Array;
}
