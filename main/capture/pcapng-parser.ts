import type { BatchBuffer } from './batch-buffer';
import { PcapngInterface, readUint64, visitOptions } from './pcapng-interface';
import { maxPacketBytes } from './record-parser';
import type { ParserReport, RecordParser } from './record-parser';

/** The first four bytes of every pcapng capture; reads the same in both byte orders. */
export const sectionHeaderType = 0x0a0d0d0a;

const BlockType = {
  interfaceDescription: 1,
  obsoletePacket: 2,
  simplePacket: 3,
  interfaceStatistics: 5,
  enhancedPacket: 6,
  sectionHeader: sectionHeaderType,
} as const;

/** Length of a block without a body. */
const minBlockBytes = 12;
/** Blocks that are read whole; others are stepped over whatever their length. */
const maxBlockBytes = 16 * 1024 * 1024;
const maxInterfaces = 65_536;

function isOfInterest(type: number): boolean {
  switch (type) {
    case BlockType.enhancedPacket:
    case BlockType.simplePacket:
    case BlockType.obsoletePacket:
    case BlockType.interfaceDescription:
    case BlockType.interfaceStatistics:
    case BlockType.sectionHeader:
      return true;
    default:
      return false;
  }
}

/** Bytes a block of this type has at least, lengths included. */
function shortestBlock(type: number): number {
  switch (type) {
    case BlockType.enhancedPacket:
    case BlockType.obsoletePacket:
      return 32;
    case BlockType.interfaceDescription:
      return 20;
    case BlockType.interfaceStatistics:
      return 24;
    case BlockType.simplePacket:
      return 16;
    default:
      return 28;
  }
}

/** Reads pcapng captures: any number of sections, each in its own byte order, with any number of interfaces. */
export class PcapngParser implements RecordParser {
  neededBytes = minBlockBytes;
  private isLittleEndian = true;
  private interfaces: PcapngInterface[] = [];
  /** Simple Packet Blocks have no time of their own and take that of the packet before them. */
  private newestUs = 0;

  constructor(private readonly report: ParserReport) {}

  parse(view: DataView, from: number, to: number, batch: BatchBuffer): number {
    let at = from;
    this.neededBytes = minBlockBytes;
    while (batch.count < batch.capacity && to - at >= minBlockBytes) {
      const isSection = view.getUint32(at, false) === sectionHeaderType;
      if (isSection && !this.readByteOrder(view, at)) return at;
      const little = this.isLittleEndian;
      const type = view.getUint32(at, little);
      const length = view.getUint32(at + 4, little);
      if (length < minBlockBytes || length % 4 !== 0 || (isSection && length < shortestBlock(type))) {
        return this.lose(at, 'its first block has an impossible length');
      }
      if (!isOfInterest(type)) {
        if (length > to - at) {
          this.report.skipBytes = length;
          return at;
        }
        at += length;
        continue;
      }
      if (length > maxBlockBytes) return this.lose(at, 'its first block has an impossible length');
      if (length > to - at) {
        this.neededBytes = length;
        return at;
      }
      const end = at + length;
      if (view.getUint32(end - 4, little) !== length)
        return this.lose(at, 'its first block does not end where it should');
      if (isSection) {
        if (!this.startSection(view, at)) return this.lose(at, 'its format version is unknown');
      } else if (length < shortestBlock(type) || !this.readBlock(view, type, at, end, batch)) {
        if (this.report.damagedRecord < 0) this.report.damagedRecord = at;
      }
      at = end;
    }
    return at;
  }

  /** Nothing after `at` can be trusted; before the first section it means that this is no pcapng capture. */
  private lose(at: number, why: string): number {
    if (this.report.hasHeader) this.report.isLost = true;
    else this.report.rejection = why;
    return at;
  }

  private readByteOrder(view: DataView, at: number): boolean {
    const mark = view.getUint32(at + 8, true);
    if (mark !== 0x1a2b3c4d && mark !== 0x4d3c2b1a) {
      this.lose(at, 'its byte-order mark is missing');
      return false;
    }
    this.isLittleEndian = mark === 0x1a2b3c4d;
    return true;
  }

  private startSection(view: DataView, at: number): boolean {
    if (view.getUint16(at + 12, this.isLittleEndian) !== 1) return false;
    this.report.hasHeader = true;
    this.interfaces = [];
    return true;
  }

  /** False where the block contradicts itself. */
  private readBlock(view: DataView, type: number, at: number, end: number, batch: BatchBuffer): boolean {
    const little = this.isLittleEndian;
    switch (type) {
      case BlockType.enhancedPacket:
        return this.readPacket(view, this.interfaces[view.getUint32(at + 8, little)], at, end, batch);
      case BlockType.obsoletePacket:
        return this.readPacket(view, this.interfaces[view.getUint16(at + 8, little)], at, end, batch);
      case BlockType.simplePacket:
        return this.readSimplePacket(view, at, end, batch);
      case BlockType.interfaceDescription:
        return this.addInterface(new PcapngInterface(view, at, end, little));
      default:
        return this.readStatistics(view, at, end);
    }
  }

  private readPacket(
    view: DataView,
    from: PcapngInterface | undefined,
    at: number,
    end: number,
    batch: BatchBuffer,
  ): boolean {
    const little = this.isLittleEndian;
    const captured = view.getUint32(at + 20, little);
    if (from === undefined || captured > end - at - 32 || captured > maxPacketBytes) return false;
    this.newestUs = from.toMicroseconds(view.getUint32(at + 12, little), view.getUint32(at + 16, little));
    batch.add(at + 28, captured, view.getUint32(at + 24, little), this.newestUs, from.linkType);
    return true;
  }

  private readSimplePacket(view: DataView, at: number, end: number, batch: BatchBuffer): boolean {
    const from = this.interfaces[0];
    if (from === undefined) return false;
    const wire = view.getUint32(at + 8, this.isLittleEndian);
    const captured = Math.min(wire, end - at - 16, from.snapLength === 0 ? maxPacketBytes : from.snapLength);
    if (captured > maxPacketBytes) return false;
    batch.add(at + 12, captured, wire, this.newestUs, from.linkType);
    return true;
  }

  private addInterface(added: PcapngInterface): boolean {
    if (this.interfaces.length === maxInterfaces) return false;
    this.interfaces.push(added);
    if (!this.report.linkTypes.includes(added.linkType)) this.report.linkTypes.push(added.linkType);
    return true;
  }

  /** The counts of a statistics block replace those of an earlier one for the same interface. */
  private readStatistics(view: DataView, at: number, end: number): boolean {
    const from = this.interfaces[view.getUint32(at + 8, this.isLittleEndian)];
    if (from === undefined) return false;
    let dropped = -1;
    visitOptions(view, at + 20, end - 4, this.isLittleEndian, (code, valueAt, length) => {
      const isDropCount = (code === 5 || code === 7) && length === 8;
      if (isDropCount) dropped = Math.max(dropped, 0) + readUint64(view, valueAt, this.isLittleEndian);
    });
    if (dropped < 0) return true;
    this.report.dropped = (this.report.dropped ?? 0) + dropped - from.dropped;
    from.dropped = dropped;
    return true;
  }
}
