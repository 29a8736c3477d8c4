/** What to capture live. */
export interface LiveOptions {
  /** Names as the interface list gives them, at least one, none twice. */
  readonly interfaces: readonly string[];
  /** A BPF filter as in pcap-filter(7), or null for everything. */
  readonly filter: string | null;
  readonly isHeadersOnly: boolean;
  readonly isPromiscuous: boolean;
  /** Packets are captured whole, because they are kept as evidence. */
  readonly isWhole?: boolean;
}

/** Bytes captured of each packet: the headers, enough for a Stratum login, a job and most ClientHellos, or as many as libpcap gives. */
export function snapLength({ isHeadersOnly, isWhole = false }: LiveOptions): number {
  if (isHeadersOnly) return 128;
  return isWhole ? 262_144 : 2048;
}
