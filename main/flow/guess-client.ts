/** Who asked for a connection whose handshake was not captured. */

/** One of the two ends. */
export interface End {
  readonly port: number;
  /** Its address is set aside for local networks. */
  readonly isLocal: boolean;
}

/** Ports below are assigned to services (RFC 6335 section 6); from the second on most systems draw those of clients. */
const [firstRegistered, firstDrawn] = [1024, 32_768] as const;

/**
 * The index of the client, 0 or 1, or null where nothing tells: the lower class of port serves; in the same class, a local
 * address is a client of one that is not, for pools too may listen where clients draw their ports; else the lower port serves.
 */
export function guessClient(ends: readonly [End, End]): 0 | 1 | null {
  const [one, other] = ends;
  const classes = classOfPort(one.port) - classOfPort(other.port);
  if (classes !== 0) return classes > 0 ? 0 : 1;
  if (one.isLocal !== other.isLocal) return one.isLocal ? 0 : 1;
  if (one.port !== other.port) return one.port > other.port ? 0 : 1;
  return null;
}

function classOfPort(port: number): number {
  return port < firstRegistered ? 0 : port < firstDrawn ? 1 : 2;
}
