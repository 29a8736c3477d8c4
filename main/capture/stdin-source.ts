import type { Readable } from 'node:stream';
import type { Failure } from '../../shared/connection';
import { decodeLive } from './decode-live';
import type { CaptureStats, PacketBatch, PacketSource } from './packet-source';
import { StreamDecoder } from './stream-decoder';

/** A capture that arrives on standard input or on any other stream, perhaps while it is being taken. */
export class StdinSource implements PacketSource {
  readonly kind = 'stdin';
  readonly label = '-';
  readonly tool = null;
  readonly timestamps = 'file';
  private readonly decoder = new StreamDecoder('Standard input');
  private readBytes = 0;
  private failure: Failure | null = null;

  constructor(private readonly stream: Readable) {}

  async *open(signal: AbortSignal): AsyncGenerator<PacketBatch, void, undefined> {
    if ('isTTY' in this.stream && this.stream.isTTY === true) {
      this.failure = {
        kind: 'not-a-capture',
        message: 'Standard input is a terminal, not a capture.',
        remedy: 'Pipe a capture into it: ssh router tcpdump -w - | kanaria analyze -',
      };
      return;
    }
    try {
      this.failure = yield* decodeLive(this.stream, this.decoder, signal, (bytes) => (this.readBytes += bytes));
    } finally {
      this.decoder.close();
    }
  }

  stats(): CaptureStats {
    const { reader } = this.decoder;
    return {
      ...reader.stats(),
      readBytes: this.readBytes,
      totalBytes: null,
      failure: this.failure ?? reader.failure,
    };
  }
}
