/** What the readable payload of one connection has told so far. */
import type { ShareWork } from './share-work';
import type { FoundCertificate } from './tls-certificate';

/** The mining dialects that are recognised exactly; anything else is null, never a guess. */
export type Dialect =
  | 'cryptonote' // XMRig and kin: login, job, submit, keepalived
  | 'stratum-v1' // Bitcoin-like: mining.subscribe, authorize, notify, set_difficulty, submit, configure, extranonce
  | 'ethereum' // eth_submitLogin, eth_getWork, eth_submitWork, eth_submitHashrate over a raw TCP connection
  | 'coinhive' // auth, authed, job, submit, hash_accepted in WebSocket text frames
  | 'getwork' // getwork or getblocktemplate over HTTP, asked by a miner; or work that a node pushes over a WebSocket
  | 'stratum-v2' // only where a plain-text SetupConnection is readable
  | 'duino-coin'; // JOB, job, result, GOOD or BAD as lines of text

/** Counters and names read from payload. Texts are cut to 128 characters and hold no control characters. */
export interface ConversationFindings {
  dialect: Dialect | null;
  /** Carried in a WebSocket. */
  isWebSocket: boolean;
  /** The message that gave the dialect away, such as `mining.subscribe`. */
  givenAwayBy: string | null;
  /** What the miner calls itself, such as `XMRig/6.21.0`. */
  agent: string | null;
  /** Login or worker name, shortened to its first 8 and last 4 characters. */
  login: string | null;
  /** Algorithm or coin if the messages name one. */
  algorithm: string | null;
  /** What a share takes, as set last; null as long as the pool has not said. */
  work: ShareWork | null;
  /** Sum of that over the accepted shares for which it was known, and how many these are. */
  acceptedWork: number;
  acceptedWithWork: number;
  /** Hashes a second that the miner says it makes. */
  claimedRate: number | null;
  /** Coin, where the login or the algorithm tells. */
  coin: string | null;
  jobs: number;
  submits: number;
  accepted: number;
  rejected: number;
  /** The pool refused the login or the subscription. */
  wasRefused: boolean;
  /** Server name of a TLS ClientHello. */
  tlsServerName: string | null;
  /** First ALPN protocol offered, such as `h2`. */
  tlsAlpn: string | null;
  hasTlsHello: boolean;
  /** The client's fingerprint before hashing (`JA4_r`); null until all of the ClientHello was seen. */
  tlsRawJa4: string | null;
  /** The version the server agreed to, 0x0303 for TLS 1.2; 0 when not seen. */
  tlsVersion: number;
  /** The server's certificate, readable up to TLS 1.2. */
  tlsCertificate: FoundCertificate | null;
  /** Host header of the first HTTP request. */
  httpHost: string | null;
  /** Both ends speak plain text, and none of it is missing since the capture began. */
  isPlainText: boolean;
}
