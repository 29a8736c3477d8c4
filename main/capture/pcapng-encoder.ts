import { ByteQueue } from './byte-queue';
import type { PacketEncoder } from './packet-encoder';
import { sectionHeaderType } from './pcapng-parser';

const twoTo32 = 4_294_967_296;
/** Option if_tsresol with value 9: timestamps in nanoseconds. */
const nanosecondResolution = 9;

/** Writes pcapng (draft-ietf-opsawg-pcapng), little-endian, with one interface per link type and nanosecond timestamps. */
export class PcapngEncoder implements PacketEncoder {
  private readonly queue = new ByteQueue();
  /** The link types declared so far; the position is the interface's number. */
  private readonly linkTypes: number[] = [];

  get pendingBytes(): number {
    return this.queue.length;
  }

  start(): void {
    this.linkTypes.length = 0;
    const at = this.queue.reserve(28);
    const { view } = this.queue;
    this.frame(at, sectionHeaderType, 28);
    view.setUint32(at + 8, 0x1a2b3c4d, true);
    view.setUint16(at + 12, 1, true);
    // The section's length is not known: all ones.
    view.setUint32(at + 16, 0xffffffff, true);
    view.setUint32(at + 20, 0xffffffff, true);
  }

  add(
    data: Uint8Array,
    offset: number,
    capturedLength: number,
    wireLength: number,
    timestampUs: number,
    linkType: number,
  ): boolean {
    const length = 32 + ((capturedLength + 3) & ~3);
    const from = this.interfaceOf(linkType);
    const at = this.queue.reserve(length);
    const { view } = this.queue;
    this.frame(at, 6, length);
    view.setUint32(at + 8, from, true);
    this.setNanoseconds(at + 12, timestampUs);
    view.setUint32(at + 20, capturedLength, true);
    view.setUint32(at + 24, wireLength, true);
    this.queue.bytes.set(data.subarray(offset, offset + capturedLength), at + 28);
    return true;
  }

  take(): Uint8Array {
    return this.queue.take();
  }

  private interfaceOf(linkType: number): number {
    const known = this.linkTypes.indexOf(linkType);
    if (known >= 0) return known;
    const at = this.queue.reserve(32);
    const { view } = this.queue;
    this.frame(at, 1, 32);
    view.setUint16(at + 8, linkType, true);
    view.setUint16(at + 16, 9, true);
    view.setUint16(at + 18, 1, true);
    view.setUint8(at + 20, nanosecondResolution);
    return this.linkTypes.push(linkType) - 1;
  }

  /** The 64-bit count in its two halves, high one first; in steps that stay exact where the whole would not. */
  private setNanoseconds(at: number, timestampUs: number): void {
    const us = Math.min(Math.max(timestampUs, 0), 1.8e16);
    const wholeUs = Math.floor(us);
    const high = Math.floor(wholeUs / twoTo32);
    const low = (wholeUs - high * twoTo32) * 1000 + Math.round((us - wholeUs) * 1000);
    const carried = Math.floor(low / twoTo32);
    this.queue.view.setUint32(at, high * 1000 + carried, true);
    this.queue.view.setUint32(at + 4, low - carried * twoTo32, true);
  }

  private frame(at: number, type: number, length: number): void {
    const { view } = this.queue;
    view.setUint32(at, type, true);
    view.setUint32(at + 4, length, true);
    view.setUint32(at + length - 4, length, true);
  }
}
