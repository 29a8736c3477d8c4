/** Tells by its first bytes what a message is. */
import { findHttpStart } from './http-head';
import { isJsonSpace, mayOpenJson } from './json-scan';
import { findTlsStart } from './tls-hello';

/**
 * - `filler`: white space between messages
 * - `zero`: filler as well, or the start of a Stratum V2 message
 * - `frame`: perhaps a WebSocket frame
 * - `tls-answer`: what a TLS server answers a ClientHello with
 * - `encrypted`: TLS that hides all that follows
 * - `partial`: the next bytes decide
 */
export type MessageStart =
  'filler' | 'zero' | 'json' | 'http' | 'tls-hello' | 'tls-answer' | 'encrypted' | 'frame' | 'partial' | 'unknown';

/** What begins at `from`, in a stream of its own. */
export function findStart(data: Uint8Array, from: number, to: number): MessageStart {
  const byte = data[from];
  if (byte === 0) return 'zero';
  if (byte === 0x81 || byte === 0x82) return 'frame';
  if (byte >= 20 && byte <= 23) return findTlsStart(data, from, to);
  if (byte >= 0x41 && byte <= 0x5a) return findHttpStart(data, from, to);
  return findTextStart(data, from, to);
}

/** What begins at `from` inside a WebSocket, where Socket.IO puts digits before its JSON. */
export function findInnerStart(data: Uint8Array, from: number, to: number): MessageStart {
  const byte = data[from];
  return byte === 0 || (byte >= 0x30 && byte <= 0x39) ? 'filler' : findTextStart(data, from, to);
}

function findTextStart(data: Uint8Array, from: number, to: number): MessageStart {
  const byte = data[from];
  if (isJsonSpace(byte)) return 'filler';
  if (byte !== 0x7b && byte !== 0x5b) return 'unknown';
  if (from + 1 >= to) return 'partial';
  return mayOpenJson(byte, data[from + 1]) ? 'json' : 'unknown';
}
