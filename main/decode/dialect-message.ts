/** What one JSON message means in a mining dialect. */
import type { Dialect } from './conversation-findings';
import type { Json, JsonObject } from './json-scan';
import type { ShareWork } from './share-work';

/**
 * - `handshake`: the miner introduces itself; a failed reply is a refusal
 * - `job`: the pool hands out work
 * - `submit`: the miner hands in a share
 * - `accepted`, `rejected`: the pool's opinion of a share, where it says so without a reply
 * - `refused`: the pool turns the miner away without a reply
 * - `other`: anything else only this dialect says
 */
export type DialectRole = 'handshake' | 'job' | 'submit' | 'accepted' | 'rejected' | 'refused' | 'other';

export interface DialectMessage {
  readonly dialect: Dialect;
  readonly role: DialectRole;
  /** The method or message type, such as `mining.subscribe`. */
  readonly name: string;
  readonly agent?: string;
  readonly login?: string;
  readonly algorithm?: string;
  /** What a share takes from now on. */
  readonly work?: ShareWork | null;
  /** Hashes a second that the miner says it makes. */
  readonly claimedRate?: number;
  /** How many shares of this session were accepted so far, where work says so instead of an answer to each. */
  readonly acceptedSoFar?: number;
  /** Other protocols say this too: it counts only on a connection whose dialect is known. */
  readonly needsContext?: true;
}

/** A message that is no JSON object. */
export interface DialectLine {
  readonly message: DialectMessage;
  /** Position behind it. */
  readonly end: number;
}

/** The text at `key`, or undefined where it is absent, empty or not a text. */
export function textAt(message: JsonObject, key: string): string | undefined {
  const value = message[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether the value is hexadecimal with at least `minDigits` digits; a leading 0x does not count. */
export function isHex(value: Json | undefined, minDigits: number): value is string {
  if (typeof value !== 'string') return false;
  const digits = value.startsWith('0x') ? value.length - 2 : value.length;
  return digits >= minDigits && /^(?:0x)?[0-9a-fA-F]*$/.test(value);
}
