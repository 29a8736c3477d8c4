/** Who an X.509 certificate is for and by whom (RFC 5280 section 4.1), out of DER (X.690) that may be cut or damaged. */
import { latin1Text, shownText } from './latin1-text';

/** A certificate's names and dates. */
export interface TlsCertificate {
  /** Attributes in their order, such as `['CN', 'localhost']`; others than those of `attributeNames` are left out. */
  readonly subject: readonly NameAttribute[];
  readonly issuer: readonly NameAttribute[];
  /** Issuer and subject are the same bytes. */
  readonly isSelfSigned: boolean;
  /** Milliseconds since 1970; NaN where the time can't be read. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** 1 or 3. */
  readonly version: number;
  /** As hex digits, at most 20 bytes of it. */
  readonly serial: string;
}

export type NameAttribute = readonly [type: string, value: string];

/** The beginning of a certificate, up to and including its subject. */
export interface FoundCertificate {
  readonly bytes: Uint8Array;
  readonly isSelfSigned: boolean;
}

/** One DER element: its content lies at `start .. end`. */
interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

const Tag = { integer: 0x02, objectId: 0x06, utcTime: 0x17, sequence: 0x30, set: 0x31, version: 0xa0 } as const;
const bmpString = 0x1e;
const maxAttributes = 16;

/** Object identifiers in hex, as RFC 4514 and OpenSSL call them. */
const attributeNames: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
  '2a864886f70d010901': 'emailAddress',
  '0992268993f22c640119': 'DC',
};

/**
 * Finds the part of the certificate at `from .. to` that `readCertificate` needs; null where that isn't all there. Cheap,
 * because most connections are never described.
 */
export function findCertificate(data: Uint8Array, from: number, to: number): FoundCertificate | null {
  const parts = findParts(data, from, to);
  if (parts === null) return null;
  const isSelfSigned = isSame(data, parts.issuer, parts.subject);
  return { bytes: data.slice(from, parts.subject.end), isSelfSigned };
}

/** Reads what `findCertificate` has found; null for anything else. */
export function readCertificate({ bytes, isSelfSigned }: FoundCertificate): TlsCertificate | null {
  const parts = findParts(bytes, 0, bytes.length);
  if (parts === null) return null;
  const { version, serial, issuer, validity, subject } = parts;
  const notBefore = readElement(bytes, validity.start, validity.end);
  const notAfter = notBefore && readElement(bytes, notBefore.end, validity.end);
  return {
    subject: readName(bytes, subject),
    issuer: readName(bytes, issuer),
    isSelfSigned,
    notBeforeMs: readTime(bytes, notBefore),
    notAfterMs: readTime(bytes, notAfter),
    version: version === null ? 1 : bytes[version.end - 1] + 1,
    serial: hexText(bytes, serial.start, Math.min(serial.end, serial.start + 20)),
  };
}

interface Parts {
  readonly version: Element | null;
  readonly serial: Element;
  readonly issuer: Element;
  readonly validity: Element;
  readonly subject: Element;
}

function findParts(data: Uint8Array, from: number, to: number): Parts | null {
  const certificate = readElement(data, from, to);
  if (certificate?.tag !== Tag.sequence) return null;
  const signed = readElement(data, certificate.start, to);
  if (signed?.tag !== Tag.sequence) return null;
  const limit = Math.min(to, certificate.end, signed.end);
  const next = (at: number): Element | null => {
    const element = readElement(data, at, limit);
    return element !== null && element.end <= limit ? element : null;
  };
  const first = next(signed.start);
  // Versions above 1 are said in an element of their own.
  const version = first?.tag === Tag.version ? first : null;
  const serial = version === null ? first : next(version.end);
  const algorithm = serial && next(serial.end);
  const issuer = algorithm && next(algorithm.end);
  const validity = issuer && next(issuer.end);
  const subject = validity && next(validity.end);
  if (serial?.tag !== Tag.integer || validity?.tag !== Tag.sequence) return null;
  if (issuer?.tag !== Tag.sequence || subject?.tag !== Tag.sequence) return null;
  return { version, serial, issuer, validity, subject };
}

/** The element at `at`; its content may reach behind `to` where it was cut. Null when its head doesn't. */
function readElement(data: Uint8Array, at: number, to: number): Element | null {
  if (at + 2 > to) return null;
  const first = data[at + 1];
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + lengthBytes;
  // 0x80 alone means a length that isn't told, which DER has not.
  if (first === 0x80 || lengthBytes > 4 || start > to) return null;
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + data[at + 2 + i];
  return { tag: data[at], start, end: start + length };
}

/** A sequence of sets of attributes, each an object identifier and a text. */
function readName(data: Uint8Array, name: Element): NameAttribute[] {
  const attributes: NameAttribute[] = [];
  for (let at = name.start; attributes.length < maxAttributes;) {
    const set = readElement(data, at, name.end);
    if (set?.tag !== Tag.set || set.end > name.end) break;
    const pair = readElement(data, set.start, set.end);
    const type = pair && readElement(data, pair.start, Math.min(pair.end, set.end));
    const value = type && readElement(data, type.end, set.end);
    if (type?.tag === Tag.objectId && value && value.end <= set.end) {
      const key = attributeNames[hexText(data, type.start, Math.min(type.end, type.start + 16))];
      const text = readText(data, value);
      if (key !== undefined && text !== null) attributes.push([key, text]);
    }
    at = set.end;
  }
  return attributes;
}

/** UTF-8 where it is that, else one character per byte; two bytes each in the old BMPString. */
function readText(data: Uint8Array, value: Element): string | null {
  const end = Math.min(value.end, value.start + 512);
  if (value.tag === bmpString) {
    let text = '';
    for (let at = value.start; at + 2 <= end; at += 2) text += String.fromCharCode((data[at] << 8) | data[at + 1]);
    return shownText(text);
  }
  const text = latin1Text(data, value.start, end);
  try {
    return shownText(decodeURIComponent(text.replace(/[%\u0080-\u00ff]/g, percentOf)));
  } catch {
    return shownText(text);
  }
}

function percentOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** UTCTime `YYMMDDhhmmssZ` or GeneralizedTime `YYYYMMDDhhmmssZ`, milliseconds since 1970, else NaN. */
function readTime(data: Uint8Array, time: Element | null): number {
  if (time === null || time.end - time.start > 32 || time.end > data.length) return Number.NaN;
  const text = latin1Text(data, time.start, time.end);
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?Z$/.exec(text);
  if (match === null) return Number.NaN;
  const [year, month, day, hour, minute, second = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  const isShort = time.tag === Tag.utcTime;
  if (isShort !== (match[1].length === 2)) return Number.NaN;
  // RFC 5280 section 4.1.2.5.1: two digits are a year from 1950 to 2049.
  const fullYear = isShort ? year + (year >= 50 ? 1900 : 2000) : year;
  const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  return date.setUTCFullYear(fullYear + date.getUTCFullYear() - 2000);
}

function isSame(data: Uint8Array, a: Element, b: Element): boolean {
  if (a.end - a.start !== b.end - b.start) return false;
  for (let i = a.end - a.start - 1; i >= 0; i--) if (data[a.start + i] !== data[b.start + i]) return false;
  return true;
}

function hexText(data: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += data[at].toString(16).padStart(2, '0');
  return text;
}
