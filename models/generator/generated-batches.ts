import type { PacketBatch } from '../../main/capture/packet-source';
import { generateTraffic, type TrafficOptions } from './generate-traffic';
import type { Label } from './generated-connection';
import { batchOf } from './packet-batches';

/** One generated connection as packets, for training. */
export interface GeneratedBatches {
  readonly batches: readonly PacketBatch[];
  readonly label: Label;
  readonly kind: string;
  readonly group: string;
  readonly isEncrypted: boolean;
}

/** Bytes that hold the headers and nothing else. */
const headerBytes = 96;

/**
 * Generates connections for training: headers only, and without those that a pool refused, which are neither mining nor
 * innocent.
 */
export function* generateBatches(options: TrafficOptions): Generator<GeneratedBatches> {
  for (const connection of generateTraffic({ snapLength: headerBytes, mining: 0.35, ...options })) {
    if (connection.outcome === 'rejected-or-probe') continue;
    const { label, kind, group, isEncrypted, packets } = connection;
    yield { batches: [batchOf(packets)], label, kind, group, isEncrypted };
  }
}
