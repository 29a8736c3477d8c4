import type { Failure } from '../../shared/connection';
import type { ForeignForm, Warning } from '../../shared/failure-about';
import { BatchBuffer, defaultBatchPackets } from './batch-buffer';
import { foreignFormat } from './foreign-formats';
import type { CaptureStats, PacketBatch } from './packet-source';
import { PcapParser } from './pcap-parser';
import { PcapngParser, sectionHeaderType } from './pcapng-parser';
import { createParserReport } from './record-parser';
import type { RecordParser } from './record-parser';

const magicBytes = 4;
const firstCarryBytes = 65_536;

/**
 * Reads a capture (pcap or pcapng, every variant) that arrives in pieces of any size: `push` each piece, then `end`. The
 * packets of a batch lie in the piece itself, so that nothing is copied but the one record that two pieces share.
 * Never throws and never holds more than about one record, whatever the bytes are.
 */
export class CaptureReader {
  packets = 0;
  /** Captured bytes, headers of the file format not included. */
  bytes = 0;
  /** Bytes of capture stream pushed so far. */
  streamBytes = 0;
  /** Position in the stream of the first damaged record, or null. */
  damagedAt: number | null = null;
  /** Whether the stream was compressed: positions are in what it unpacks to, not in the file. */
  isUnpacked = false;
  /** Set once the stream turns out to be empty or no capture; nothing is read after that. */
  failure: Failure | null = null;
  readonly warnings: Warning[] = [];

  private readonly report = createParserReport();
  private readonly batch: BatchBuffer;
  private parser: RecordParser | null = null;
  /** The beginning of a record whose end has not arrived yet. */
  private carry = new Uint8Array(firstCarryBytes);
  private carryView = new DataView(this.carry.buffer);
  private carryLength = 0;
  private skipBytes = 0;
  private skipFrom = 0;
  private isStopped = false;

  /** `label` names the input in messages: a file name or "standard input". */
  constructor(
    readonly label: string,
    batchPackets: number = defaultBatchPackets,
  ) {
    this.batch = new BatchBuffer(batchPackets);
  }

  /** LINKTYPE_ numbers declared so far, in order of appearance. */
  get linkTypes(): readonly number[] {
    return this.report.linkTypes;
  }

  /** Packets dropped while this capture was taken, as it says itself (interface statistics of pcapng); else null. */
  get dropped(): number | null {
    return this.report.dropped;
  }

  /** What was counted so far, in the words of a source. */
  stats(): Pick<CaptureStats, 'packets' | 'bytes' | 'dropped' | 'damagedAt' | 'linkTypes' | 'warnings'> {
    const { packets, bytes, dropped, damagedAt, linkTypes, warnings } = this;
    return { packets, bytes, dropped, damagedAt, linkTypes, warnings };
  }

  /** True once nothing more can come: the input is no capture, or damage was met that nothing can be found after. */
  get isDone(): boolean {
    return this.isStopped;
  }

  /** A batch without packets, which a live source yields to show that it is alive. */
  emptyBatch(): PacketBatch {
    this.batch.reset(this.carry);
    return this.batch;
  }

  /**
   * Yields the packets whose last byte has arrived with this piece. A batch is valid until the next one is asked for, and
   * the piece must stay as it is until the last batch was taken. Run it to its end, or don't use the reader again.
   */
  *push(piece: Uint8Array): Generator<PacketBatch, void, undefined> {
    const pieceStart = this.streamBytes;
    this.streamBytes += piece.length;
    const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    let at = 0;
    while (at < piece.length && !this.isStopped) {
      if (this.skipBytes > 0) {
        const skipped = Math.min(this.skipBytes, piece.length - at);
        this.skipBytes -= skipped;
        at += skipped;
      } else if (this.carryLength > 0) {
        const taken = Math.min(this.neededBytes - this.carryLength, piece.length - at);
        this.keep(piece, at, at + taken);
        at += taken;
        if (this.carryLength < this.neededBytes) return;
        const used = this.parse(this.carry, this.carryView, 0, this.carryLength, pieceStart + at - this.carryLength);
        if (used > 0 || this.skipBytes > 0) {
          this.skipBytes = Math.max(this.skipBytes - (this.carryLength - used), 0);
          this.carryLength = 0;
        }
        if (this.batch.count > 0) yield this.batch;
      } else {
        const used = this.parse(piece, view, at, piece.length, pieceStart);
        at = used;
        const isWaiting = this.batch.count < this.batch.capacity && this.skipBytes === 0 && !this.isStopped;
        if (isWaiting && piece.length - at < this.neededBytes) {
          this.keep(piece, at, piece.length);
          at = piece.length;
        }
        if (this.batch.count > 0) yield this.batch;
      }
    }
  }

  /**
   * Says that the stream is over. What is left unread then is damage, or the whole was empty or no capture. `breakage` says
   * why the stream ended before its time ("its compression is damaged"), which is damage wherever it happens.
   */
  end(breakage: string | null = null): void {
    if (this.isStopped) return;
    this.isStopped = true;
    const isPartial = this.carryLength > 0 || this.skipBytes > 0;
    if (this.streamBytes === 0 && breakage === null) {
      const remedy = 'Check that the capture was written at all, and record it again.';
      this.failure = { kind: 'empty', message: `${this.label} is empty.`, remedy, about: { subject: this.label } };
    } else if (!this.report.hasHeader) {
      this.reject(breakage ?? 'it ends before its header does');
    } else if (isPartial || breakage !== null) {
      const at = this.skipBytes > 0 ? this.skipFrom : this.streamBytes - this.carryLength;
      this.markDamage(at, breakage ?? 'it ends in the middle of a packet');
    }
  }

  private get neededBytes(): number {
    return this.parser?.neededBytes ?? magicBytes;
  }

  /** Parses `data[from, to)`, whose `data[0]` is byte `base` of the stream, into the batch. */
  private parse(data: Uint8Array, view: DataView, from: number, to: number, base: number): number {
    const { batch, report } = this;
    batch.reset(data);
    if (to - from < this.neededBytes) return from;
    this.parser ??= this.recognise(view, from);
    if (this.parser === null) return from;
    const used = this.parser.parse(view, from, to, batch);
    this.packets += batch.count;
    this.bytes += batch.bytes;
    if (report.damagedRecord >= 0) {
      this.markDamage(base + report.damagedRecord, 'the record there contradicts itself');
      report.damagedRecord = -1;
    }
    if (report.rejection !== null) this.reject(report.rejection);
    if (report.isLost) {
      this.markDamage(base + used, 'the record there cannot be right');
      this.isStopped = true;
    }
    this.skipBytes = report.skipBytes;
    this.skipFrom = base + used;
    report.skipBytes = 0;
    return used;
  }

  private recognise(view: DataView, at: number): RecordParser | null {
    const magic = view.getUint32(at, false);
    if (magic === sectionHeaderType) return new PcapngParser(this.report);
    const parser = PcapParser.forMagic(magic, this.report);
    if (parser === null) {
      const foreign = foreignFormat(magic);
      if (foreign === null) this.reject('it does not begin like pcap or pcapng');
      else this.reject(`it is ${foreign.name}`, foreign.remedy, foreign.form);
    }
    return parser;
  }

  private keep(piece: Uint8Array, from: number, to: number): void {
    const length = this.carryLength + to - from;
    if (length > this.carry.length) {
      // Twice what has really arrived, whatever length a record claims.
      const grown = new Uint8Array(2 * length);
      grown.set(this.carry.subarray(0, this.carryLength));
      this.carry = grown;
      this.carryView = new DataView(grown.buffer);
    }
    this.carry.set(piece.subarray(from, to), this.carryLength);
    this.carryLength = length;
  }

  private markDamage(at: number, why: string): void {
    if (this.damagedAt !== null) return;
    this.damagedAt = at;
    const where = this.isUnpacked ? `byte ${at} of what it unpacks to` : `byte ${at}`;
    const text = `${this.label} is damaged at ${where}: ${why}; what can be read was read.`;
    this.warnings.push({ code: 'damaged', text, subject: this.label, atByte: at, words: why });
  }

  private reject(
    why: string,
    remedy = 'Give a pcap or pcapng file, as tcpdump, dumpcap or Wireshark write them.',
    form?: ForeignForm,
  ): void {
    const about = { subject: this.label, form, words: why };
    this.failure = { kind: 'not-a-capture', message: `${this.label} is not a capture: ${why}.`, remedy, about };
    this.isStopped = true;
  }
}
