/** Wraps a conversation in a WebSocket (RFC 6455): upgrade, then masked frames up and plain frames down. */
import type { Random } from '../random';
import { Talk, type Message } from '../talk';
import { browserHeaders } from './http-text';
import { MessageDeflater } from './message-deflater';

export interface WebSocketSettings {
  readonly host: string;
  readonly path: string;
  readonly origin: string | null;
  /** Length of the cookies and other headers that differ from site to site. */
  readonly extraHeaderBytes: number;
  /** Pings from the server, ms, or null. */
  readonly pingMs: number | null;
  /** permessage-deflate, with or without taking over the context of earlier messages; absent: none. */
  readonly compression?: undefined | 'context' | 'no-context';
}

export function drawWebSocketSettings(random: Random, host: string): WebSocketSettings {
  const compression = random.pickWeighted([
    [null, 55],
    ['context', 28],
    ['no-context', 17],
  ] as const);
  return {
    ...(compression !== null && { compression }),
    host,
    path: random.pick(['/', '/ws', '/proxy', '/socket', '/api/ws', '/live', `/${random.text(8)}`]),
    origin: random.chance(0.85) ? `https://${random.text(random.integer(5, 14))}.example` : null,
    extraHeaderBytes: random.chance(0.5) ? 0 : random.integer(20, 600),
    pingMs: random.chance(0.25) ? random.pick([20, 25, 30, 45, 60]) * 1000 : null,
  };
}

/** The conversation as a WebSocket; times move by the upgrade. Messages with text are text frames. */
export function wrapInWebSocket(inner: Talk, settings: WebSocketSettings, roundTripMs: number, random: Random): Talk {
  const outer = new Talk();
  const answer = roundTripMs + random.logNormal(3, 0.8);
  outer.up(0, upgradeRequest(settings, random));
  outer.down(
    answer,
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${random.base58(27)}=\r\n${random.chance(0.4) ? `Server: ${random.text(5)}\r\n` : ''}` +
      `${extensionHeader(settings)}\r\n`,
  );
  const ready = answer + random.logNormal(3, 0.9);
  const keepsContext = settings.compression === 'context';
  const up = settings.compression ? new MessageDeflater(keepsContext) : null;
  const down = settings.compression ? new MessageDeflater(keepsContext) : null;
  for (const message of inner.inOrder()) {
    outer.messages.push(frame(message, message.atMs + ready, message.isUp ? up : down, random));
  }
  outer.endLike(inner, ready);
  if (settings.pingMs !== null) {
    for (let at = ready + settings.pingMs; at < outer.endMs; at += settings.pingMs) {
      outer.down(at, Uint8Array.of(0x89, 0));
      outer.up(at + random.between(0.1, 3), maskedFrame(0x8a, new Uint8Array(0), random));
    }
  }
  return outer;
}

function extensionHeader({ compression }: WebSocketSettings): string {
  if (!compression) return '';
  const limits = compression === 'context' ? '' : '; server_no_context_takeover; client_no_context_takeover';
  return `Sec-WebSocket-Extensions: permessage-deflate${limits}\r\n`;
}

function upgradeRequest(settings: WebSocketSettings, random: Random): string {
  const origin = settings.origin === null ? '' : `Origin: ${settings.origin}\r\n`;
  const cookies =
    settings.extraHeaderBytes === 0 ? '' : `Cookie: session=${random.text(settings.extraHeaderBytes)}\r\n`;
  return (
    `GET ${settings.path} HTTP/1.1\r\nHost: ${settings.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${origin}` +
    (settings.origin === null ? '' : browserHeaders(random)) +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${random.base58(22)}==\r\n${cookies}` +
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n'
  );
}

/** A frame of compressed content carries the bit RSV1. */
const compressedBit = 0x40;
/** What is left of text that is not known in full. */
const compressedShare = 0.6;

function frame(message: Message, atMs: number, deflater: MessageDeflater | null, random: Random): Message {
  const { isUp, data } = message;
  const opcode = (typeof data === 'string' ? 0x81 : 0x82) | (deflater === null ? 0 : compressedBit);
  if (data !== null && data.length === message.length) {
    const plain = typeof data === 'string' ? bytesOf(data) : data;
    const content = deflater === null ? plain : deflater.deflate(plain);
    const bytes = isUp ? maskedFrame(opcode, content, random) : plainFrame(opcode, content);
    return { atMs, isUp, length: bytes.length, data: bytes };
  }
  const length = deflater === null ? message.length : Math.max(1, Math.round(message.length * compressedShare));
  const header = frameHeader(opcode, length, isUp ? 0x80 : 0);
  return { atMs, isUp, length: length + header.length + (isUp ? 4 : 0), data: Uint8Array.from(header) };
}

function maskedFrame(first: number, content: Uint8Array, random: Random): Uint8Array {
  const header = frameHeader(first, content.length, 0x80);
  const bytes = new Uint8Array(header.length + 4 + content.length);
  bytes.set(header);
  for (let i = 0; i < 4; i++) bytes[header.length + i] = random.next() & 255;
  for (let i = 0; i < content.length; i++) {
    bytes[header.length + 4 + i] = content[i] ^ bytes[header.length + (i & 3)];
  }
  return bytes;
}

function plainFrame(first: number, content: Uint8Array): Uint8Array {
  const header = frameHeader(first, content.length, 0);
  const bytes = new Uint8Array(header.length + content.length);
  bytes.set(header);
  bytes.set(content, header.length);
  return bytes;
}

function frameHeader(first: number, length: number, maskBit: number): number[] {
  if (length < 126) return [first, maskBit | length];
  if (length < 65536) return [first, maskBit | 126, length >>> 8, length & 255];
  return [first, maskBit | 127, 0, 0, 0, 0, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
