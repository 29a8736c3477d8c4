/** The way of a packet. Signatures first; the body follows. */
import type { PacketBatch } from './capture/packet-source';
import type { Connection } from '../shared/connection';
import type { ConnectionDetail, ConnectionRow } from '../shared/contract';

export interface PipelineOptions {
  readonly isHeadersOnly: boolean;
  readonly maxConnections: number;
  readonly model: 'flow' | 'packet';
  /** Called before a connection leaves the table, already judged; the index is valid during the call only. */
  readonly onEnded?: (index: number) => void;
  readonly onOpened?: (index: number) => void;
  /** The verdict became `mining` for the first time. */
  readonly onFlagged?: (index: number) => void;
}

export interface PipelineCounts {
  packets: number;
  bytes: number;
  duplicates: number;
  skipped: { notIp: number; malformed: number; truncated: number; unknownLinkType: number };
  firstPacketUs: number | null;
  lastPacketUs: number | null;
  /** All connections so far, and by verdict (ended ones included). */
  connections: number;
  active: number;
  mining: number;
  suspicious: number;
  undecided: number;
  evicted: number;
}

/** One run over one input. Not async, no clocks of its own: time is the packets' time. */
export interface Pipeline {
  accept(batch: PacketBatch): void;
  /** Judges and ends every connection that is left. */
  finish(): void;
  counts(): PipelineCounts;
  /** The connection as reported; index as given to the callbacks or by `indexOf`. */
  describe(index: number): Connection;
  row(index: number): ConnectionRow;
  detail(index: number): ConnectionDetail;
  /** Index of a connection still in the table by its row key, or -1. */
  indexOf(key: string): number;
  /** Indexes of connections that changed since the last call (packets or verdict), ended ones excluded. */
  takeChanged(): Iterable<number>;
}
