/** What to capture live. */
export interface LiveOptions {
  /** Names as the interface list gives them, at least one, none twice. */
  readonly interfaces: readonly string[];
  /** A BPF filter as in pcap-filter(7), or null for everything. */
  readonly filter: string | null;
  readonly isHeadersOnly: boolean;
  readonly isPromiscuous: boolean;
}

/** Bytes captured of each packet: the headers, or enough for a Stratum login, a job and most ClientHellos. */
export function snapLength(options: LiveOptions): number {
  return options.isHeadersOnly ? 128 : 2048;
}
