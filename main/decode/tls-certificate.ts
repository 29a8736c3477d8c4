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

/** Reads the certificate at `from .. to`, which needs no more than its subject; null where that isn't all there. */
export function readCertificate(data: Uint8Array, from: number, to: number): TlsCertificate | null {
  const certificate = readElement(data, from, to);
  const signed = certificate && readElement(data, certificate.start, to);
  if (certificate?.tag !== Tag.sequence || signed?.tag !== Tag.sequence) return null;
  const elements: Element[] = [];
  const limit = Math.min(to, certificate.end, signed.end);
  for (let at = signed.start; elements.length < 7;) {
    const element = readElement(data, at, limit);
    if (element === null || element.end > limit) break;
    // Versions above 1 are said in an element of their own.
    if (elements.length === 0 && element.tag !== Tag.version) elements.push({ tag: Tag.version, start: at, end: at });
    elements.push(element);
    at = element.end;
  }
  const [version, serial, , issuer, validity, subject] = elements;
  if (elements.length < 6 || serial.tag !== Tag.integer || validity.tag !== Tag.sequence) return null;
  if (issuer.tag !== Tag.sequence || subject.tag !== Tag.sequence) return null;
  const notBefore = readElement(data, validity.start, validity.end);
  const notAfter = notBefore && readElement(data, notBefore.end, validity.end);
  return {
    subject: readName(data, subject),
    issuer: readName(data, issuer),
    isSelfSigned: isSame(data, issuer, subject),
    notBeforeMs: readTime(data, notBefore),
    notAfterMs: readTime(data, notAfter),
    version: version.end > version.start ? data[version.end - 1] + 1 : 1,
    serial: hexText(data, serial.start, Math.min(serial.end, serial.start + 20)),
  };
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
