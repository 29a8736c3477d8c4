import { ByteQueue } from './byte-queue';
import type { PacketEncoder } from './packet-encoder';
import { maxPacketBytes } from './record-parser';

const magicMicroseconds = 0xa1b2c3d4;
const magicNanoseconds = 0xa1b23c4d;

/** Writes classic pcap, little-endian, for packets of one link type: that of the first packet, or as given. */
export class PcapEncoder implements PacketEncoder {
  private readonly queue = new ByteQueue();
  private linkType = -1;

  constructor(private readonly options: { linkType?: number; isNanosecond?: boolean } = {}) {}

  get pendingBytes(): number {
    return this.queue.length;
  }

  start(): void {
    this.linkType = -1;
    if (this.options.linkType !== undefined) this.addHeader(this.options.linkType);
  }

  add(
    data: Uint8Array,
    offset: number,
    capturedLength: number,
    wireLength: number,
    timestampUs: number,
    linkType: number,
  ): boolean {
    if (this.linkType < 0) this.addHeader(linkType);
    if (linkType !== this.linkType) return false;
    // The format counts seconds in 32 bits: 1970 to 2106.
    const us = Math.min(Math.max(timestampUs, 0), (2 ** 32 - 1) * 1e6);
    let seconds = Math.floor(us / 1e6);
    const scale = this.options.isNanosecond === true ? 1000 : 1;
    let fraction = Math.round((us - seconds * 1e6) * scale);
    if (fraction === 1e6 * scale) {
      seconds += 1;
      fraction = 0;
    }
    const at = this.queue.reserve(16 + capturedLength);
    const { view } = this.queue;
    view.setUint32(at, seconds, true);
    view.setUint32(at + 4, fraction, true);
    view.setUint32(at + 8, capturedLength, true);
    view.setUint32(at + 12, wireLength, true);
    this.queue.bytes.set(data.subarray(offset, offset + capturedLength), at + 16);
    return true;
  }

  take(): Uint8Array {
    return this.queue.take();
  }

  private addHeader(linkType: number): void {
    this.linkType = linkType;
    const at = this.queue.reserve(24);
    const { view } = this.queue;
    view.setUint32(at, this.options.isNanosecond === true ? magicNanoseconds : magicMicroseconds, true);
    view.setUint16(at + 4, 2, true);
    view.setUint16(at + 6, 4, true);
    view.setUint32(at + 16, maxPacketBytes, true);
    view.setUint32(at + 20, linkType, true);
  }
}
