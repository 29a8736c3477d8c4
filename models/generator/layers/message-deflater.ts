import { constants, deflateRawSync } from 'node:zlib';

/** Bytes of earlier messages that a message may refer back to. */
const windowBytes = 8192;

/** Compresses the messages of one direction as permessage-deflate does (RFC 7692), with or without what came before. */
export class MessageDeflater {
  private before = Buffer.alloc(0);

  constructor(private readonly keepsContext: boolean) {}

  /** The compressed message, without the four bytes that every such message ends in. */
  deflate(content: Uint8Array): Uint8Array {
    const dictionary = this.keepsContext && this.before.length > 0 ? { dictionary: this.before } : {};
    const compressed = deflateRawSync(content, { finishFlush: constants.Z_SYNC_FLUSH, memLevel: 4, ...dictionary });
    if (this.keepsContext) this.before = Buffer.concat([this.before, content]).subarray(-windowBytes);
    return compressed.subarray(0, -4);
  }
}
