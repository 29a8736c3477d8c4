import type { BatchBuffer } from './batch-buffer';

/** Captured bytes of one packet that are believed; a longer record is damage (libpcap's MAXIMUM_SNAPLEN). */
export const maxPacketBytes = 262_144;

/** What a capture format's parser reports besides packets. One instance belongs to one reader. */
export interface ParserReport {
  /** The file header was read: this is a capture. */
  hasHeader: boolean;
  /** The bytes are no capture of this format after all, and why; said before the header was read only. */
  rejection: string | null;
  /** Bytes after the position returned by `parse` that hold nothing of interest, a whole block for instance. */
  skipBytes: number;
  /** The record at the position returned by `parse` contradicts itself and nothing after it can be found. */
  isLost: boolean;
  /** Position, in the bytes given to `parse`, of a damaged record that could be stepped over; -1 if there was none. */
  damagedRecord: number;
  /** LINKTYPE_ numbers declared so far, in order of appearance. */
  readonly linkTypes: number[];
  /** Packets dropped according to the capture itself; null where it does not say. */
  dropped: number | null;
}

/** A fresh report. */
export function createParserReport(): ParserReport {
  return {
    hasHeader: false,
    rejection: null,
    skipBytes: 0,
    isLost: false,
    damagedRecord: -1,
    linkTypes: [],
    dropped: null,
  };
}

/** Reads the records of one capture format out of successive pieces of it. */
export interface RecordParser {
  /** Bytes from the position returned by `parse` that are needed to go on; grows as the record's own header is read. */
  readonly neededBytes: number;
  /**
   * Adds the packets of the whole records in bytes [from, to) of `view` to `batch` until it is full and returns the
   * position after the last record read. With exactly `neededBytes` bytes given it consumes all of them, or asks for more,
   * or reports that the capture is lost there.
   */
  parse(view: DataView, from: number, to: number, batch: BatchBuffer): number;
}
