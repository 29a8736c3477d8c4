import { BatchBuffer } from './batch-buffer';
import type { PacketBatch } from './packet-source';

const mebibyte = 1024 * 1024;
/** Before each packet: captured length, wire length, time, link type. */
const recordHeaderBytes = 18;
/** Pages a memory has at least, so that a small one forgets a part of its past and not the whole. */
const minPages = 8;

/** A run of packets in the order in which they came. */
interface Page {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Which page of all pages ever begun this is, from 0. */
  sequence: number;
  used: number;
  packets: number;
}

/**
 * Keeps the newest packets in a bounded ring of pages that are allocated as they are needed, bookkeeping included. When all
 * are full, the oldest page is forgotten as a whole. Packets larger than a page are kept cut.
 */
export class PacketMemory {
  private readonly pageBytes: number;
  private readonly maxPages: number;
  private readonly pages: Page[] = [];
  private current: Page | null = null;

  /** `limitBytes` 0 keeps nothing. */
  constructor(readonly limitBytes: number = 64 * mebibyte) {
    this.pageBytes = Math.min(mebibyte, Math.floor(limitBytes / minPages));
    this.maxPages = this.pageBytes > recordHeaderBytes ? Math.floor(limitBytes / this.pageBytes) : 0;
  }

  /** Bytes of packets kept now, with their bookkeeping. */
  get keptBytes(): number {
    return this.pages.reduce((sum, page) => sum + page.used, 0);
  }

  get keptPackets(): number {
    return this.pages.reduce((sum, page) => sum + page.packets, 0);
  }

  /** Keeps the packets of a batch, which is copied. */
  add(batch: PacketBatch): void {
    if (this.maxPages === 0) return;
    for (let index = 0; index < batch.count; index++) {
      const captured = Math.min(batch.capturedLengths[index], this.pageBytes - recordHeaderBytes);
      let page = this.current;
      if (page === null || page.used + recordHeaderBytes + captured > this.pageBytes) page = this.turnPage();
      const at = page.used;
      page.view.setUint32(at, captured);
      page.view.setUint32(at + 4, batch.wireLengths[index]);
      page.view.setFloat64(at + 8, batch.timestampsUs[index]);
      page.view.setUint16(at + 16, batch.linkTypes[index]);
      const from = batch.offsets[index];
      page.bytes.set(batch.data.subarray(from, from + captured), at + recordHeaderBytes);
      page.used = at + recordHeaderBytes + captured;
      page.packets++;
    }
  }

  /**
   * Yields the kept packets that `isWanted` says yes to, oldest first, in batches that are valid until the next one is asked
   * for. Packets may be added meanwhile; those forgotten meanwhile are left out.
   */
  *export(isWanted: (batch: PacketBatch, index: number) => boolean): Generator<PacketBatch, void, undefined> {
    const all = new BatchBuffer(1024);
    const wanted = new BatchBuffer(1024);
    const newest = this.current?.sequence ?? -1;
    for (let sequence = Math.max(newest + 1 - this.pages.length, 0); sequence <= newest; sequence++) {
      const page = this.pages[sequence % this.maxPages];
      let at = 0;
      while (page !== undefined && page.sequence === sequence && at < page.used) {
        at = readRecords(page, at, all);
        wanted.reset(page.bytes);
        for (let index = 0; index < all.count; index++) {
          if (isWanted(all, index)) copyPacket(all, index, wanted);
        }
        if (wanted.count > 0) yield wanted;
      }
    }
  }

  clear(): void {
    this.pages.length = 0;
    this.current = null;
  }

  private turnPage(): Page {
    const sequence = (this.current?.sequence ?? -1) + 1;
    let page = this.pages[sequence % this.maxPages];
    if (page === undefined) {
      const bytes = new Uint8Array(this.pageBytes);
      page = { bytes, view: new DataView(bytes.buffer), sequence, used: 0, packets: 0 };
      this.pages.push(page);
    }
    page.sequence = sequence;
    page.used = 0;
    page.packets = 0;
    this.current = page;
    return page;
  }
}

/** Fills `batch` with the records of a page from position `at` on and returns the position after the last one. */
function readRecords(page: Page, at: number, batch: BatchBuffer): number {
  batch.reset(page.bytes);
  while (at < page.used && batch.count < batch.capacity) {
    const captured = page.view.getUint32(at);
    const { view } = page;
    batch.add(
      at + recordHeaderBytes,
      captured,
      view.getUint32(at + 4),
      view.getFloat64(at + 8),
      view.getUint16(at + 16),
    );
    at += recordHeaderBytes + captured;
  }
  return at;
}

function copyPacket(from: PacketBatch, index: number, to: BatchBuffer): void {
  to.add(
    from.offsets[index],
    from.capturedLengths[index],
    from.wireLengths[index],
    from.timestampsUs[index],
    from.linkTypes[index],
  );
}
