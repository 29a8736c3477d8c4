/**
 * JA4, the fingerprint of a TLS client, before hashing: FoxIO's specification, technical_details/JA4.md in
 * github.com/FoxIO-LLC/ja4 (BSD 3-Clause). The other members of JA4+ have another licence and are left out.
 */
import { readUint16 } from './read-integer';
import { handshakeHeaderBytes, numberAt } from './tls-records';

const serverNameExtension = 0;
const signatureExtension = 13;
const alpnExtension = 16;
const versionsExtension = 43;

const versionNames: Readonly<Record<number, string>> = {
  0x0304: '13',
  0x0303: '12',
  0x0302: '11',
  0x0301: '10',
  0x0300: 's3',
  0x0002: 's2',
};

/** Where the lists of a ClientHello lie, in bytes from the start of the message. */
interface HelloLists {
  readonly ciphers: number[];
  readonly extensionsFrom: number;
  readonly extensionsTo: number;
}

/**
 * The raw fingerprint (`JA4_r`) of a ClientHello over TCP, its handshake header included:
 * `t13d1516h2_CIPHERS_EXTENSIONS[_SIGNATURES]`, lists of four hex digits. Null when the message is cut short or damaged.
 */
export function writeRawJa4(hello: Uint8Array): string | null {
  const lists = readLists(hello);
  if (lists === null) return null;
  let version = readUint16(hello, handshakeHeaderBytes);
  let hasServerName = false;
  let alpn = '00';
  let signatures: number[] = [];
  const extensions: number[] = [];
  let count = 0;
  for (let at = lists.extensionsFrom; at + 4 <= lists.extensionsTo;) {
    const type = readUint16(hello, at);
    const start = at + 4;
    const end = start + readUint16(hello, at + 2);
    if (end > lists.extensionsTo) return null;
    at = end;
    if (isGrease(type)) continue;
    count++;
    if (type === serverNameExtension) hasServerName = true;
    else if (type === alpnExtension) alpn = shortenProtocol(hello, start + 2, end);
    else extensions.push(type);
    if (type === signatureExtension) signatures = readList(hello, start + 2, end);
    if (type === versionsExtension) version = Math.max(0, ...readList(hello, start + 1, end));
  }
  const { ciphers } = lists;
  const head = `t${versionNames[version] ?? '00'}${hasServerName ? 'd' : 'i'}${twoDigits(ciphers.length)}${twoDigits(count)}${alpn}`;
  const tail = signatures.length > 0 ? `_${hexList(signatures)}` : '';
  return `${head}_${hexList(sort(ciphers))}_${hexList(sort(extensions))}${tail}`;
}

/** Walks over version, random, session id, cipher suites and compression methods; null where they don't fit. */
function readLists(hello: Uint8Array): HelloLists | null {
  const end = handshakeHeaderBytes + numberAt(hello, 1, 3);
  if (hello.length < end) return null;
  const sessionFrom = handshakeHeaderBytes + 2 + 32;
  const ciphersFrom = sessionFrom + 1 + numberAt(hello, sessionFrom, 1) + 2;
  const ciphersTo = ciphersFrom + numberAt(hello, ciphersFrom - 2, 2);
  const compressionTo = ciphersTo + 1 + numberAt(hello, ciphersTo, 1);
  if (ciphersTo === ciphersFrom || compressionTo > end) return null;
  const extensionsFrom = Math.min(compressionTo + 2, end);
  const extensionsTo = extensionsFrom + (compressionTo + 2 <= end ? numberAt(hello, compressionTo, 2) : 0);
  if (extensionsTo > end) return null;
  return { ciphers: readList(hello, ciphersFrom, ciphersTo), extensionsFrom, extensionsTo };
}

/** Two-byte numbers without GREASE. */
function readList(hello: Uint8Array, from: number, to: number): number[] {
  const values: number[] = [];
  for (let at = from; at + 2 <= to; at += 2) {
    const value = readUint16(hello, at);
    if (!isGrease(value)) values.push(value);
  }
  return values;
}

/** First and last character of the first protocol, or of its hex digits where one of them is no letter or digit. */
function shortenProtocol(hello: Uint8Array, from: number, to: number): string {
  const length = from < to ? hello[from] : 0;
  if (length === 0 || from + 1 + length > to) return '00';
  const first = hello[from + 1];
  const last = hello[from + length];
  if (isAlphanumeric(first) && isAlphanumeric(last)) return String.fromCharCode(first, last);
  return `${(first >> 4).toString(16)}${(last & 15).toString(16)}`;
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** RFC 8701: 0x0a0a, 0x1a1a and so on. */
function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}

/** Four hex digits by value, made when first needed. */
const hexWords = new Array<string | undefined>(65_536);

function hexList(values: readonly number[]): string {
  let text = '';
  for (const value of values) {
    const word = (hexWords[value] ??= value.toString(16).padStart(4, '0'));
    text += text === '' ? word : `,${word}`;
  }
  return text;
}

function twoDigits(count: number): string {
  return String(Math.min(count, 99)).padStart(2, '0');
}

/** Sorts in place, by insertion: the lists are short, and some come sorted. */
function sort(values: number[]): number[] {
  for (let at = 1; at < values.length; at++) {
    const value = values[at];
    let to = at;
    for (; to > 0 && values[to - 1] > value; to--) values[to] = values[to - 1];
    values[to] = value;
  }
  return values;
}
