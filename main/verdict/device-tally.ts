/** Counts findings by local address, for devices. */
import type { Verdict } from '../../shared/connection';

/** Addresses at most; what comes beyond them is not counted by device. */
const mostAddresses = 4096;

export interface DeviceCounts {
  connections: number;
  mining: number;
  suspicious: number;
  /** The highest of its connections, 0..1. */
  risk: number;
}

export class DeviceTally {
  readonly byAddress = new Map<string, DeviceCounts>();

  /** Whether other addresses than these would not be counted. */
  get isFull(): boolean {
    return this.byAddress.size >= mostAddresses;
  }

  /** Counts a connection of a device. */
  add(address: string, verdict: Verdict, risk: number): void {
    let counts = this.byAddress.get(address);
    if (counts === undefined) {
      if (this.isFull) return;
      counts = { connections: 0, mining: 0, suspicious: 0, risk: 0 };
      this.byAddress.set(address, counts);
    }
    counts.connections++;
    if (verdict === 'mining' || verdict === 'suspicious') counts[verdict]++;
    counts.risk = Math.max(counts.risk, risk);
  }
}
