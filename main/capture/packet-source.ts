/** Where packets come from, behind one interface. */
import type { CaptureTool } from '../../shared/contract';
import type { Failure } from '../../shared/connection';
import type { Warning } from '../../shared/failure-about';

/**
 * A run of captured packets as a struct of arrays, reused by the source: valid only until the next batch is asked for.
 * Packet `i` occupies `data[offsets[i] .. offsets[i] + capturedLengths[i])`.
 */
export interface PacketBatch {
  readonly data: Uint8Array;
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly capturedLengths: Uint32Array;
  /** Length on the wire in bytes; never below the captured length. */
  readonly wireLengths: Uint32Array;
  /** Microseconds since the Unix epoch, UTC, with the fraction a nanosecond file has. */
  readonly timestampsUs: Float64Array;
  /** Link type (LINKTYPE_ number) of each packet. */
  readonly linkTypes: Uint16Array;
}

/** What a source has counted so far. Safe to call at any time. */
export interface CaptureStats {
  readonly packets: number;
  /** Captured bytes, headers of the file format not included. */
  readonly bytes: number;
  /** Packets dropped by the kernel, the interface or the tool; null where the source cannot tell. */
  readonly dropped: number | null;
  /** Bytes of the input read and its whole size, for progress; size null for live sources and pipes. */
  readonly readBytes: number;
  readonly totalBytes: number | null;
  /** Byte offset of the first damaged record of a file, else null. */
  readonly damagedAt: number | null;
  /** LINKTYPE_ numbers seen, in order of appearance. */
  readonly linkTypes: readonly number[];
  /** Why the source ended early, or null: it ended by itself, or it still runs. */
  readonly failure: Failure | null;
  /** What the person should know about this capture (missing timestamps, restarted tool, ...). */
  readonly warnings: readonly Warning[];
}

/** One place packets come from. `open` may be called once. */
export interface PacketSource {
  readonly kind: 'file' | 'stdin' | 'demo' | 'dumpcap' | 'tcpdump' | 'cap';
  /** A file name, `-`, or interface names: for people. */
  readonly label: string;
  readonly tool: CaptureTool | null;
  /** Where its timestamps come from. */
  readonly timestamps: 'kernel' | 'user' | 'file';
  /**
   * Yields batches until the input ends, `signal` aborts, or it fails; never throws for an expected failure: read
   * `stats().failure` after the loop. A live source yields at least every 100 ms, an empty batch if nothing came.
   */
  open(signal: AbortSignal): AsyncIterable<PacketBatch>;
  stats(): CaptureStats;
}
