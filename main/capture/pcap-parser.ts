import type { BatchBuffer } from './batch-buffer';
import { normaliseLinkType } from './link-types';
import { maxPacketBytes } from './record-parser';
import type { ParserReport, RecordParser } from './record-parser';

interface Variant {
  readonly isLittleEndian: boolean;
  readonly isNanosecond: boolean;
  readonly fileHeaderBytes: number;
  readonly recordHeaderBytes: number;
}

/** The variants of pcap by their magic number as a big-endian reader sees it: plain, nanosecond, Kuznetzov's, IXIA's lcap. */
function variantOf(magic: number): Variant | null {
  const isLittleEndian = (magic & 0xff) === 0xa1 || (magic & 0xff) === 0x1c;
  const swapped = ((magic & 0xff) << 24) | ((magic & 0xff00) << 8) | ((magic >>> 8) & 0xff00) | (magic >>> 24);
  switch ((isLittleEndian ? swapped : magic) >>> 0) {
    case 0xa1b2c3d4:
      return { isLittleEndian, isNanosecond: false, fileHeaderBytes: 24, recordHeaderBytes: 16 };
    case 0xa1b23c4d:
      return { isLittleEndian, isNanosecond: true, fileHeaderBytes: 24, recordHeaderBytes: 16 };
    case 0xa1b2cd34:
      return { isLittleEndian, isNanosecond: false, fileHeaderBytes: 24, recordHeaderBytes: 24 };
    case 0x1c0001ac:
      return { isLittleEndian, isNanosecond: true, fileHeaderBytes: 28, recordHeaderBytes: 16 };
    case 0x1c0001ab:
      return { isLittleEndian, isNanosecond: false, fileHeaderBytes: 28, recordHeaderBytes: 16 };
    default:
      return null;
  }
}

/** Reads classic capture files (draft-ietf-opsawg-pcap) and their nanosecond, modified and lcap relatives. */
export class PcapParser implements RecordParser {
  neededBytes: number;
  private linkType = -1;
  private limitBytes = maxPacketBytes;
  /** Before version 2.3 the two lengths of a record stood the other way round; 2.3 itself was written both ways. */
  private lengthOrder: 'captured-first' | 'wire-first' | 'either' = 'captured-first';

  private constructor(
    private readonly variant: Variant,
    private readonly report: ParserReport,
  ) {
    this.neededBytes = variant.fileHeaderBytes;
  }

  /** A parser for a capture that begins with this magic number (read as big-endian), or null if it is not pcap. */
  static forMagic(magic: number, report: ParserReport): PcapParser | null {
    const variant = variantOf(magic);
    return variant === null ? null : new PcapParser(variant, report);
  }

  parse(view: DataView, from: number, to: number, batch: BatchBuffer): number {
    if (this.linkType >= 0) return this.parseRecords(view, from, to, batch);
    if (to - from < this.neededBytes) return from;
    this.readFileHeader(view, from);
    this.neededBytes = this.variant.recordHeaderBytes;
    return from + this.variant.fileHeaderBytes;
  }

  private readFileHeader(view: DataView, at: number): void {
    const { isLittleEndian } = this.variant;
    const major = view.getUint16(at + 4, isLittleEndian);
    const minor = view.getUint16(at + 6, isLittleEndian);
    if (major === 2 && minor < 3) this.lengthOrder = 'wire-first';
    if (major === 2 && minor === 3) this.lengthOrder = 'either';
    // Writers declare snapshot lengths that are too small; only packets far beyond what they declare are damage.
    const snapLength = view.getUint32(at + 16, isLittleEndian);
    if (snapLength > 0) this.limitBytes = Math.min(Math.max(10 * snapLength, 65_535), maxPacketBytes);
    this.linkType = normaliseLinkType(view.getUint32(at + 20, isLittleEndian));
    this.report.linkTypes.push(this.linkType);
    this.report.hasHeader = true;
  }

  private parseRecords(view: DataView, from: number, to: number, batch: BatchBuffer): number {
    const { isLittleEndian, isNanosecond, recordHeaderBytes } = this.variant;
    const { linkType, limitBytes, lengthOrder } = this;
    const { capacity } = batch;
    let at = from;
    this.neededBytes = recordHeaderBytes;
    while (batch.count < capacity && to - at >= recordHeaderBytes) {
      let captured = view.getUint32(at + 8, isLittleEndian);
      let wire = view.getUint32(at + 12, isLittleEndian);
      if (lengthOrder !== 'captured-first' && (lengthOrder === 'wire-first' || captured > wire)) {
        const swapped = captured;
        captured = wire;
        wire = swapped;
      }
      // A crash leaves zeros at the end of a file; as records they would be packets of nothing at the time of nothing.
      const isBlank = captured === 0 && wire === 0 && view.getUint32(at, isLittleEndian) === 0;
      if (captured > limitBytes || isBlank) {
        this.report.isLost = true;
        return at;
      }
      if (captured > to - at - recordHeaderBytes) {
        this.neededBytes = recordHeaderBytes + captured;
        return at;
      }
      const fraction = view.getUint32(at + 4, isLittleEndian);
      const timestampUs = view.getUint32(at, isLittleEndian) * 1e6 + (isNanosecond ? fraction / 1000 : fraction);
      batch.add(at + recordHeaderBytes, captured, wire, timestampUs, linkType);
      at += recordHeaderBytes + captured;
    }
    return at;
  }
}
