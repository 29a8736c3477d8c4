/** Miners that reconnect: connections of one client to one server and port, at least one of them flagged. */
import { formatEndpoint } from '../../shared/format-endpoint';

/** What stays when a miner reconnects, which is also the id of a series: `192.0.2.7>203.0.113.5:3333`. */
export function nameSeries(clientAddress: string, server: { readonly address: string; readonly port: number }): string {
  return `${clientAddress}>${formatEndpoint(server)}`;
}

/**
 * A series begins with a flagged connection and takes in every later one of the same ends (`nameSeries`). Bounded: beyond
 * `limit` pairs the oldest is forgotten.
 */
export class SeriesTable {
  /** Serial numbers of the first flagged connection of the ends, and of the first that mined. */
  private readonly flagged = new Map<string, { readonly first: number; miner: number | null }>();

  constructor(private readonly limit = 10_000) {}

  /** Notes a flagged connection by its serial number; `isMining`: it was more than suspicious. */
  flag(ends: string, serial: number, isMining: boolean): void {
    const miner = isMining ? serial : null;
    const known = this.flagged.get(ends);
    if (known !== undefined) {
      known.miner ??= miner;
      return;
    }
    if (this.flagged.size >= this.limit) {
      const oldest = this.flagged.keys().next().value;
      if (oldest !== undefined) this.flagged.delete(oldest);
    }
    this.flagged.set(ends, { first: serial, miner });
  }

  /** The series of a connection, or null when it is the first of its ends or none was flagged. */
  seriesOf(ends: string, serial: number): string | null {
    const known = this.flagged.get(ends);
    return known === undefined || known.first === serial ? null : ends;
  }

  /** Whether another connection of the same ends was found mining before. */
  hasOtherMiner(ends: string, serial: number): boolean {
    const miner = this.flagged.get(ends)?.miner ?? null;
    return miner !== null && miner !== serial;
  }

  get isEmpty(): boolean {
    return this.flagged.size === 0;
  }
}
