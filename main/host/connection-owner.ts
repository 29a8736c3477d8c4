/** Which program of this machine a connection belongs to. How that is found out differs from system to system. */
import type { Endpoint } from '../../shared/connection';

/** The ends of a connection as its packets carry them; either end may be this machine's. */
export interface ConnectionEnds {
  readonly protocol: 'tcp' | 'udp' | 'other';
  readonly client: Endpoint;
  readonly server: Endpoint;
}

/** A program that runs here. */
export interface LocalProgram {
  readonly pid: number;
  readonly name: string;
  /** Absolute path of its executable, or of what opens it while it runs (`/proc/PID/exe`); null where that is not known. */
  readonly path: string | null;
}

export interface ConnectionOwner {
  /** The program that owns the connection, or null where none is known (any more). Never rejects. */
  programOf(ends: ConnectionEnds): Promise<LocalProgram | null>;
}

/** Where no program can be found out. */
export const unknownOwner: ConnectionOwner = { programOf: () => Promise.resolve(null) };
