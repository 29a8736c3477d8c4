import type { Carriage, Carrier } from '../../generator/carriage';
import type { Entry } from '../../generator/catalogue';
import type { Label } from '../../generator/generated-connection';
import type { NetworkPath } from '../../generator/network-path';
import type { Ending } from '../../generator/talk';

/** One connection of a conversation: some clients come again and again. */
export interface Visit {
  /** After the run began, ms. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Null leaves it to the talk. */
  readonly ending: Ending | null;
  /** Stream of random numbers of what is said. */
  readonly stream: number;
}

/** A proxy between client and server, and the address it is reached at. */
export interface ProxyStop {
  readonly kind: 'socks5' | 'connect';
  readonly address: string;
  readonly site: number;
  readonly path: NetworkPath;
}

/** Small choices of the programs at both ends; drawn without looking at what they talk about. */
export interface Habits {
  readonly clientNoDelay: boolean;
  readonly serverNoDelay: boolean;
  /** Whoever ends a TLS connection says so (close_notify) before it closes TCP. */
  readonly saysGoodbye: boolean;
  /** Index into the certificates of the run. */
  readonly certificate: number;
  /** Groups offered in the ClientHello, in OpenSSL's words. */
  readonly curves: string;
  readonly hasShortCipherList: boolean;
  /** The WebSocket may compress. */
  readonly deflates: boolean;
  /** A WebSocket is opened by a page in a real browser, where there is one. */
  readonly usesBrowser: boolean;
}

/** What is said: a conversation of the generator's models, or a real program with its real server. */
export type Content =
  | { readonly kind: 'played'; readonly entry: Entry; readonly groupStream: number }
  | { readonly kind: 'service'; readonly service: string };

/** A client and a server who talk, once or several times. Each has a server address of its own, which tells it in a capture. */
export interface Conversation {
  readonly index: number;
  readonly label: Label;
  /** Such as `mining/cryptonote/tls` or `benign/imap/plain`. */
  readonly what: string;
  /** Same pool or application with the same settings: never split a group between training and test. */
  readonly group: string;
  readonly content: Content;
  readonly carrier: Carrier;
  readonly carriage: Carriage;
  readonly host: string;
  readonly port: number;
  readonly path: NetworkPath;
  readonly habits: Habits;
  readonly clientSite: number;
  readonly clientAddress: string;
  readonly serverSite: number;
  readonly serverAddress: string;
  readonly proxy: ProxyStop | null;
  readonly visits: readonly Visit[];
}

/** The port a played client calls from on a visit: so its server knows which one it is. A proxy or a browser takes another. */
export function clientPort(conversation: Conversation, visit: number): number {
  return 33_000 + ((conversation.index * 613) % 20_000) + visit;
}

/** The address the client connects to: the server's, or the proxy's before it. */
export function firstStop(conversation: Conversation): string {
  return conversation.proxy?.address ?? conversation.serverAddress;
}

/** Round trip between client and server, ms, proxy included. */
export function wholeRoundTripMs(conversation: Conversation): number {
  return conversation.path.roundTripMs + (conversation.proxy?.path.roundTripMs ?? 0);
}
