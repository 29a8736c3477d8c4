/** Which program of this machine a connection belongs to. How that is found out differs from system to system. */
import type { Endpoint } from '../../shared/connection';
import type { OwnerUnknownReason } from '../../shared/host';

/** The ends of a connection as its packets carry them; either end may be this machine's. */
export interface ConnectionEnds {
  readonly protocol: 'tcp' | 'udp' | 'other';
  readonly client: Endpoint;
  readonly server: Endpoint;
}

/** A program that runs here. What this user may not know is null. */
export interface LocalProgram {
  readonly pid: number;
  readonly name: string;
  /** Absolute path of its executable, or of what opens it while it runs (`/proc/PID/exe`). */
  readonly path: string | null;
  readonly parent: { readonly pid: number; readonly name: string } | null;
  readonly user: string | null;
  /** ISO time. With the pid it tells a process from a later one of the same pid. */
  readonly startedAt: string | null;
  /** Shortened; passwords, tokens and wallets are left out. */
  readonly commandLine: string | null;
  /** Of the container or network namespace it runs in; null on the machine itself. */
  readonly container: string | null;
}

export type OwnerAnswer =
  | { readonly kind: 'known'; readonly program: LocalProgram }
  | { readonly kind: 'unknown'; readonly reason: OwnerUnknownReason };

export interface ConnectionOwner {
  /** The program that owns the connection now, or why none is known. Never rejects. */
  ownerOf(ends: ConnectionEnds): Promise<OwnerAnswer>;
  /** Ends what it keeps running. */
  dispose(): void;
}

/** Where no program can be found out. */
export const unknownOwner: ConnectionOwner = {
  ownerOf: () => Promise.resolve({ kind: 'unknown', reason: 'not-supported' }),
  dispose: () => undefined,
};
