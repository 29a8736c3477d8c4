/** Names and addresses in DNS responses (RFC 1035 section 4, RFC 3596). */
import { formatAddress } from './format-address';
import { latin1Text, shownText } from './latin1-text';
import type { NameTable } from './name-table';
import { readUint16 } from './read-integer';

const headerBytes = 12;
const questionTailBytes = 4;
const recordBytes = 10;
const typeA = 1;
const typeAaaa = 28;
const internetClass = 1;
const maxAnswers = 64;
const maxNameBytes = 255;

/**
 * Learns every address in the response at `offset` under the name that was asked for, whatever chain of aliases lies
 * between. For DNS over TCP, leave out the two length bytes. Anything that is no plain successful response is ignored; one
 * that was cut short gives what is there.
 */
export function readDnsAnswers(data: Uint8Array, offset: number, length: number, names: NameTable): void {
  const end = Math.min(offset + length, data.length);
  if (end - offset < headerBytes || !isPlainResponse(data, offset)) return;
  const asked = readName(data, offset + headerBytes, end);
  let at = skipName(data, offset + headerBytes, end) + questionTailBytes;
  if (asked === null) return;
  const answers = Math.min(readUint16(data, offset + 6), maxAnswers);
  for (let i = 0; i < answers; i++) {
    at = skipName(data, at, end);
    if (at + recordBytes > end) return;
    const type = readUint16(data, at);
    const dataBytes = readUint16(data, at + 8);
    const isInternet = readUint16(data, at + 2) === internetClass;
    at += recordBytes;
    if (at + dataBytes > end) return;
    if (isInternet && type === typeA && dataBytes === 4) names.learn(formatAddress(data, at, 4), asked);
    if (isInternet && type === typeAaaa && dataBytes === 16) names.learn(formatAddress(data, at, 16), asked);
    at += dataBytes;
  }
}

/** A response to a standard query, without an error, with one question and at least one answer. */
function isPlainResponse(data: Uint8Array, offset: number): boolean {
  const flags = readUint16(data, offset + 2);
  const isResponse = (flags & 0x8000) !== 0;
  const opcode = (flags >> 11) & 15;
  const responseCode = flags & 15;
  const hasOneQuestion = readUint16(data, offset + 4) === 1;
  return isResponse && opcode === 0 && responseCode === 0 && hasOneQuestion && readUint16(data, offset + 6) > 0;
}

/** The question's name in lower case, or null. It is the first name of the message, so it can't be compressed. */
function readName(data: Uint8Array, from: number, end: number): string | null {
  const labels: string[] = [];
  let at = from;
  while (at < end && data[at] > 0 && data[at] < 64 && at - from < maxNameBytes) {
    const next = at + 1 + data[at];
    if (next > end) return null;
    labels.push(latin1Text(data, at + 1, next));
    at = next;
  }
  return at < end && data[at] === 0 ? shownText(labels.join('.').toLowerCase()) : null;
}

/** The position behind a name, which ends with a zero or with a pointer; nothing is followed, so nothing can loop. */
function skipName(data: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const byte = data[at];
    if (byte === 0) return at + 1;
    if (byte >= 192) return at + 2;
    at += 1 + byte;
  }
  return end;
}
