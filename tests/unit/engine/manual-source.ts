/** A live source that a test feeds by hand. */
import { CaptureReader } from '../../../main/capture/capture-reader';
import { encodePcap, type RawPacket } from '../../support/encode-pcap';
import type { CaptureStats, PacketBatch, PacketSource } from '../../../main/capture/packet-source';
import type { Failure } from '../../../shared/connection';

export class ManualSource implements PacketSource {
  readonly kind = 'dumpcap';
  readonly label = 'test0';
  readonly tool = 'dumpcap';
  readonly timestamps = 'kernel';
  private readonly queue: RawPacket[][] = [];
  private isOver = false;
  private failure: Failure | null = null;
  private packets = 0;

  feed(packets: RawPacket[]): void {
    this.queue.push(packets);
  }

  end(failure: Failure | null = null): void {
    this.failure = failure;
    this.isOver = true;
  }

  /** Packets handed over so far. */
  get handedOver(): number {
    return this.packets;
  }

  async *open(signal: AbortSignal): AsyncIterable<PacketBatch> {
    while (!signal.aborted) {
      const packets = this.queue.shift();
      if (packets === undefined && this.isOver) return;
      const reader = new CaptureReader('test');
      for (const batch of reader.push(encodePcap(packets ?? []))) yield batch;
      this.packets += packets?.length ?? 0;
      yield reader.emptyBatch();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  stats(): CaptureStats {
    return {
      packets: this.packets,
      bytes: 0,
      dropped: 3,
      readBytes: 0,
      totalBytes: null,
      damagedAt: null,
      linkTypes: [1],
      failure: this.failure,
      warnings: [],
    };
  }
}
