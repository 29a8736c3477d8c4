/** The head of an HTTP/1 request or response (RFC 9112), with what tells miners and WebSockets apart. */
import { findByte } from './find-byte';
import { latin1Text } from './latin1-text';

export interface HttpHead {
  readonly isRequest: boolean;
  /** Empty for a response. */
  readonly method: string;
  /** Host header in lower case without the port, or null. */
  readonly host: string | null;
  readonly userAgent: string | null;
  /** X-Mining-Extensions, which only getwork miners send. */
  readonly hasMiningExtensions: boolean;
  /** X-Stratum, with which a getwork server tells miners where to go instead. */
  readonly hasStratumHeader: boolean;
  /** A request to switch to WebSocket, or the server's consent (RFC 6455 section 4). */
  readonly isWebSocketUpgrade: boolean;
  /** Content-Length, or 0. */
  readonly contentLength: number;
  /** A status of 400 and more. */
  readonly isFailure: boolean;
}

const starts = [
  'GET /',
  'POST /',
  'HTTP/1.',
  'HEAD /',
  'PUT /',
  'OPTIONS ',
  'CONNECT ',
  'DELETE /',
  'PATCH /',
  'POST http',
  'GET http',
].map((start) => Uint8Array.from(start, (character) => character.charCodeAt(0)));

const wanted = new Set(['host', 'user-agent', 'upgrade', 'content-length', 'x-mining-extensions', 'x-stratum']);
const firstLetters = new Uint8Array(256);
for (const name of wanted) firstLetters[name.charCodeAt(0)] = firstLetters[name.charCodeAt(0) - 0x20] = 1;

/** Whether an HTTP head begins at `from`. */
export function findHttpStart(data: Uint8Array, from: number, to: number): 'http' | 'partial' | 'unknown' {
  for (const start of starts) {
    const length = Math.min(start.length, to - from);
    let at = 0;
    while (at < length && data[from + at] === start[at]) at++;
    if (at === length) return length === start.length ? 'http' : 'partial';
  }
  return 'unknown';
}

/** The position behind the empty line that ends a head, looking from `from`, or -1 if it is not there yet. */
export function findHeadEnd(data: Uint8Array, from: number, to: number): number {
  for (let at = findByte(data, 0x0a, from, to); at >= 0; at = findByte(data, 0x0a, at + 1, to)) {
    if (at + 1 < to && data[at + 1] === 0x0a) return at + 2;
    if (at + 2 < to && data[at + 1] === 0x0d && data[at + 2] === 0x0a) return at + 3;
  }
  return -1;
}

/** Reads the head in `from .. to`; a head that was cut short gives what is there. */
export function readHttpHead(data: Uint8Array, from: number, to: number): HttpHead {
  const [first, ...lines] = readLines(data, from, to);
  const isRequest = !first.startsWith('HTTP/');
  const [method, second] = first.split(' ');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (wanted.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  const isUpgrade = headers.get('upgrade')?.toLowerCase() === 'websocket';
  return {
    isRequest,
    method: isRequest ? method : '',
    host: readHost(headers.get('host')),
    userAgent: headers.get('user-agent') || null,
    hasMiningExtensions: headers.has('x-mining-extensions'),
    hasStratumHeader: headers.has('x-stratum'),
    isWebSocketUpgrade: isUpgrade && (isRequest || second === '101'),
    contentLength: Number.parseInt(headers.get('content-length') ?? '', 10) || 0,
    isFailure: !isRequest && Number(second) >= 400,
  };
}

/**
 * The first line, and those that may be wanted. Each is a text of its own, so that a host name that is kept does not keep
 * the whole head in memory.
 */
function readLines(data: Uint8Array, from: number, to: number): string[] {
  const lines: string[] = [];
  for (let at = from; at < to;) {
    const end = findByte(data, 0x0a, at, to);
    const lineEnd = end < 0 ? to : end;
    if (at === from || firstLetters[data[at]] === 1) {
      lines.push(latin1Text(data, at, data[lineEnd - 1] === 0x0d ? lineEnd - 1 : lineEnd));
    }
    at = lineEnd + 1;
  }
  return lines;
}

function readHost(value: string | undefined): string | null {
  return value?.replace(/:\d*$/, '').toLowerCase() || null;
}
