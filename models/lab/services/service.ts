import type { Carrier } from '../../generator/carriage';
import type { Random } from '../../generator/random';
import type { Conversation } from '../plan/conversation';

/** A real server and what real or written clients do with it. */
export interface Service {
  readonly name: string;
  /** Share among the services. */
  readonly weight: number;
  /** What it listens on, at every address of its site, and what that carries. */
  readonly doors: readonly (readonly [carrier: Carrier, port: number])[];
  /** Longest useful visit, seconds. */
  readonly mostSeconds?: number;
  /** Programs it needs, server and client. */
  readonly programs: readonly string[];
  /** Starts the server; resolves when it may be visited. */
  start(place: ServerPlace): Promise<void> | void;
  /** One visit of one client; resolves when the connection is over. Rejects where it could not be made. */
  visit(place: ClientPlace): Promise<void>;
}

export interface ServerPlace {
  /** A folder of its own, readable by everyone; clients find it as `serverFolder`. */
  readonly folder: string;
  readonly random: Random;
  /** Certificate, key and authority of the server, files. */
  readonly certificate: string;
  readonly key: string;
}

export interface ClientPlace {
  readonly conversation: Conversation;
  /** Where the server is, and where the client calls from. */
  readonly address: string;
  readonly port: number;
  readonly clientAddress: string;
  readonly isTls: boolean;
  readonly random: Random;
  /** A folder of this visit, and the server's. */
  readonly folder: string;
  readonly serverFolder: string;
  /** File of the authority that has signed the server's certificate. */
  readonly authority: string;
  /** Files of the client's own certificate and key, for programs that will not speak TLS without. */
  readonly certificate: string;
  readonly key: string;
  /** What is left of the visit, ms; 0 when it is over. */
  leftMs(): number;
  /** Waits, at most to the end of the visit; false when that has come. */
  pause(delayMs: number): Promise<boolean>;
}
