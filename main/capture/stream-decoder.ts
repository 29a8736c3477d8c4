import { CaptureReader } from './capture-reader';
import type { PacketBatch } from './packet-source';
import { StreamInflater } from './stream-inflater';

/** Reads a capture that arrives in pieces and may be compressed with gzip, which its first two bytes tell. */
export class StreamDecoder {
  readonly reader: CaptureReader;
  private inflater: StreamInflater | null = null;
  private isRecognised = false;
  private head: Uint8Array = new Uint8Array(0);

  /** `label` names the input in messages. */
  constructor(label: string) {
    this.reader = new CaptureReader(label);
  }

  /** Yields the packets that are complete with this piece, as {@link CaptureReader.push} does. */
  async *push(piece: Uint8Array): AsyncGenerator<PacketBatch, void, undefined> {
    let bytes = piece;
    if (!this.isRecognised) {
      bytes = this.head.length === 0 ? piece : Uint8Array.of(...this.head, ...piece);
      this.head = bytes.slice(0, 2);
      if (bytes.length < 2) return;
      this.isRecognised = true;
      this.reader.isUnpacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
      if (this.reader.isUnpacked) this.inflater = new StreamInflater();
    }
    if (this.inflater === null) yield* this.reader.push(bytes);
    else for await (const output of this.inflater.push(bytes)) yield* this.reader.push(output);
  }

  /** Says that the input is over; may yield the last packets. */
  async *end(): AsyncGenerator<PacketBatch, void, undefined> {
    if (!this.isRecognised) yield* this.reader.push(this.head);
    if (this.inflater !== null) for await (const output of this.inflater.end()) yield* this.reader.push(output);
    this.reader.end(this.inflater?.breakage ?? null);
  }

  /** True once no further piece can bring anything. */
  get isDone(): boolean {
    return this.reader.isDone || (this.inflater?.breakage ?? null) !== null;
  }

  close(): void {
    this.inflater?.close();
  }
}
