/** What a TLS ClientHello gives away (RFC 8446 section 4.1.2, RFC 6066 section 3, RFC 7301). */
import { latin1Text, shownText } from './latin1-text';
import { readUint16 } from './read-integer';
import { writeRawJa4 } from './tls-ja4';
import { handshakeHeaderBytes, handshakeRecord, joinHandshake, numberAt, recordHeaderBytes } from './tls-records';

export interface TlsHello {
  readonly serverName: string | null;
  /** The first protocol offered, such as `h2`. */
  readonly alpn: string | null;
  /** The fingerprint before its lists are hashed (`JA4_r`); null unless all of the ClientHello is there. */
  readonly rawJa4: string | null;
}

const clientHello = 1;
const serverHello = 2;
const serverNameExtension = 0;
const alpnExtension = 16;
const largestHello = 16_384;

/** Whether a TLS record begins at `from`, and whether it is a ClientHello or what a server answers it with. */
export function findTlsStart(
  data: Uint8Array,
  from: number,
  to: number,
): 'tls-hello' | 'tls-answer' | 'encrypted' | 'partial' | 'unknown' {
  const available = to - from;
  if (data[from] < 20 || data[from] > 23) return 'unknown';
  if (available > 1 && data[from + 1] !== 3) return 'unknown';
  if (available > 2 && data[from + 2] > 4) return 'unknown';
  if (available < recordHeaderBytes + 1) return 'partial';
  const length = readUint16(data, from + 3);
  if (length === 0 || length > largestHello + 256) return 'unknown';
  if (data[from] !== handshakeRecord) return 'encrypted';
  const message = data[from + recordHeaderBytes];
  return message === clientHello ? 'tls-hello' : message === serverHello ? 'tls-answer' : 'encrypted';
}

/** How many bytes from `from` on hold the whole ClientHello with its record headers; 0 if they are not all there. */
export function helloLength(data: Uint8Array, from: number, to: number): number {
  let length = 0;
  let seen = 0;
  for (let at = from; at + recordHeaderBytes <= to;) {
    const start = at + recordHeaderBytes;
    const end = start + readUint16(data, at + 3);
    // The three bytes of the length follow the message type, as a rule in the first record.
    for (let i = start; i < Math.min(end, to) && seen + i - start < handshakeHeaderBytes; i++) {
      if (seen + i > start) length = length * 256 + data[i];
    }
    seen += Math.min(end, to) - start;
    const isWhole = seen >= handshakeHeaderBytes && seen >= handshakeHeaderBytes + length;
    if (isWhole) return Math.min(end, to) - from;
    if (end === start) return 0;
    at = end;
  }
  return 0;
}

/** Reads the ClientHello at `from`; one that was cut short, or is damaged, gives what can be read before that. */
export function readTlsHello(data: Uint8Array, from: number, to: number): TlsHello {
  const { bytes } = joinHandshake(data, from, to);
  return { ...readExtensions(bytes), rawJa4: writeRawJa4(bytes) };
}

/** Walks over version, random, session id, cipher suites and compression methods to the extensions. */
function readExtensions(hello: Uint8Array): Omit<TlsHello, 'rawJa4'> {
  let serverName: string | null = null;
  let alpn: string | null = null;
  let at = 4 + 2 + 32;
  at += 1 + numberAt(hello, at, 1);
  at += 2 + numberAt(hello, at, 2);
  at += 1 + numberAt(hello, at, 1);
  at += 2;
  while (at + 4 <= hello.length) {
    const type = readUint16(hello, at);
    const start = at + 4;
    const end = start + readUint16(hello, at + 2);
    if (type === serverNameExtension) serverName = readText(hello, start + 3, 2, end);
    else if (type === alpnExtension) alpn = readText(hello, start + 2, 1, end);
    if (serverName !== null && alpn !== null) break;
    at = end;
  }
  return { serverName: serverName?.toLowerCase() ?? null, alpn };
}

/** A text with its length before it, or null if it reaches behind `end` or what was captured. */
function readText(hello: Uint8Array, at: number, lengthBytes: 1 | 2, end: number): string | null {
  const length = numberAt(hello, at, lengthBytes);
  const start = at + lengthBytes;
  if (length === 0 || start + length > Math.min(end, hello.length)) return null;
  return shownText(latin1Text(hello, start, start + length));
}
