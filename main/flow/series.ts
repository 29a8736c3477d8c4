/** Miners that reconnect: connections of one client to one server and port, at least one of them flagged. */

/**
 * Names series. A series begins with a flagged connection and takes in every later one of the same ends; its id is the
 * text `client>server:port`. Bounded: beyond `limit` pairs the oldest is forgotten.
 */
export class SeriesTable {
  private readonly flagged = new Map<string, number>();

  constructor(private readonly limit = 10_000) {}

  /** Notes a flagged connection by its serial number. */
  flag(ends: string, serial: number): void {
    if (this.flagged.has(ends)) return;
    if (this.flagged.size >= this.limit) {
      const oldest = this.flagged.keys().next().value;
      if (oldest !== undefined) this.flagged.delete(oldest);
    }
    this.flagged.set(ends, serial);
  }

  /** The series of a connection, or null when it is the first of its ends or none was flagged. */
  seriesOf(ends: string, serial: number): string | null {
    const first = this.flagged.get(ends);
    return first === undefined || first === serial ? null : ends;
  }

  get isEmpty(): boolean {
    return this.flagged.size === 0;
  }
}
