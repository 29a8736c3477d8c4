import { Conversation } from '../../../main/decode/conversation';
import type { ConversationFindings } from '../../../main/decode/conversation-findings';

/** One byte per character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The findings after these segments; `true` is up. */
export function converse(segments: readonly (readonly [boolean, string])[]): ConversationFindings {
  const conversation = new Conversation();
  for (const [isUp, text] of segments) conversation.read(isUp, bytesOf(text), 0, text.length);
  return conversation.findings;
}

/** The findings after `stream` came up in segments of these sizes, over and over. */
export function readWhole(stream: string, ...sizes: number[]): ConversationFindings {
  const conversation = new Conversation();
  const data = bytesOf(stream);
  for (let at = 0, i = 0; at < data.length; at += sizes[i++ % sizes.length]) {
    conversation.read(true, data, at, Math.min(sizes[i % sizes.length], data.length - at));
  }
  return conversation.findings;
}

/** A WebSocket frame as text, one character per byte; masked if `mask` is given. */
export function frame(payload: string, mask = 0, { opcode = 1, isFinal = true } = {}): string {
  const maskBytes = [24, 16, 8, 0].map((shift) => (mask >>> shift) & 0xff);
  const masked = mask === 0 ? 0 : 0x80;
  const length =
    payload.length < 126 ? [masked | payload.length] : [masked | 126, payload.length >> 8, payload.length & 0xff];
  const head = [(isFinal ? 0x80 : 0) | opcode, ...length, ...(mask === 0 ? [] : maskBytes)];
  const body = [...payload].map((character, i) => character.charCodeAt(0) ^ (mask === 0 ? 0 : maskBytes[i % 4]));
  return String.fromCharCode(...head, ...body);
}

/** A POST of JSON; `headers` end with a line break. */
export function httpPost(body: string, headers = ''): string {
  return `POST / HTTP/1.1\r\nHost: pool.test:3333\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
}
