/** How long the hosts of a capture were watched. */

/** Silence of a host up to this long still counts as watched: merged captures have years between their parts. */
const mostSilenceUs = 600e6;

/**
 * Adds up, for every local host, the time between its packets, silences longer than ten minutes left out. The estimate is
 * on the low side, so that alarms per host-week come out too high rather than too low.
 */
export class ObservedHosts {
  private readonly indexes = new Map<string, number>();
  private readonly lastUs: number[] = [];
  private totalUs = 0;

  /** Index of the local end of a connection: the client, unless only the server's address is private. */
  indexOf(client: string, server: string): number {
    const host = !isPrivate(client) && isPrivate(server) ? server : client;
    const known = this.indexes.get(host);
    if (known !== undefined) return known;
    this.indexes.set(host, this.lastUs.length);
    this.lastUs.push(Number.NaN);
    return this.lastUs.length - 1;
  }

  /** Notes a packet of the host. */
  see(host: number, timestampUs: number): void {
    const gap = timestampUs - this.lastUs[host];
    if (gap > 0 && gap <= mostSilenceUs) this.totalUs += gap;
    if (!(gap <= 0)) this.lastUs[host] = timestampUs;
  }

  /** Of all hosts together. */
  get seconds(): number {
    return this.totalUs / 1e6;
  }
}

/** RFC 1918, RFC 6598, link-local and unique local addresses. */
function isPrivate(address: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe[89ab])/.test(
    address,
  );
}
