/** Names that devices give themselves: DHCP (RFC 2131, 2132, 4702), multicast DNS (RFC 6762), NetBIOS (RFC 1002). */
import { latin1Text, shownText } from './latin1-text';
import { readUint16 } from './read-integer';

/** What a device calls itself, and where it said so. */
export interface DeviceName {
  readonly name: string;
  readonly source: 'dhcp' | 'mdns' | 'netbios';
}

const mostNameBytes = 63;

/** Reads a datagram for the name of its sender; null where it tells none. */
export function readDeviceName(
  data: Uint8Array,
  offset: number,
  length: number,
  sourcePort: number,
  destinationPort: number,
): DeviceName | null {
  const end = Math.min(offset + length, data.length);
  if (destinationPort === 67) return named(readDhcpName(data, offset, end), 'dhcp');
  if (sourcePort === 5353) return named(readMdnsName(data, offset, end), 'mdns');
  return destinationPort === 137 ? named(readNetbiosName(data, offset, end), 'netbios') : null;
}

function named(text: string | null, source: DeviceName['source']): DeviceName | null {
  const name = text === null ? null : shownText(text)?.trim();
  return name ? { name, source } : null;
}

const dhcpOptions = 240;
const dhcpCookie = [0x63, 0x82, 0x53, 0x63];
const optionHostName = 12;
const optionClientFqdn = 81;

/** Of a client's request: the host name option, else the fully qualified one. */
function readDhcpName(data: Uint8Array, from: number, end: number): string | null {
  if (end - from < dhcpOptions || data[from] !== 1) return null;
  if (dhcpCookie.some((byte, at) => data[from + 236 + at] !== byte)) return null;
  let qualified: string | null = null;
  for (let at = from + dhcpOptions; at < end && data[at] !== 255;) {
    if (data[at] === 0) {
      at++;
      continue;
    }
    const [option, bytes] = [data[at], data[at + 1]];
    const begin = at + 2;
    if (begin + bytes > end || bytes === undefined) break;
    if (option === optionHostName && bytes <= mostNameBytes) return latin1Text(data, begin, begin + bytes);
    if (option === optionClientFqdn && bytes > 3) {
      const isEncoded = (data[begin] & 4) !== 0;
      const text = isEncoded ? readLabel(data, begin + 3, begin + bytes) : latin1Text(data, begin + 3, begin + bytes);
      qualified = text === null ? null : text.split('.')[0];
    }
    at = begin + bytes;
  }
  return qualified;
}

const recordBytes = 10;
const typeA = 1;
const typeAaaa = 28;

/** Of a response: the name that it gives an address of its own. */
function readMdnsName(data: Uint8Array, from: number, end: number): string | null {
  const headerBytes = 12;
  if (end - from < headerBytes || (data[from + 2] & 0x80) === 0) return null;
  const records = Math.min(64, readUint16(data, from + 6) + readUint16(data, from + 8) + readUint16(data, from + 10));
  let at = from + headerBytes;
  for (let question = Math.min(16, readUint16(data, from + 4)); question > 0; question--)
    at = skipName(data, at, end) + 4;
  for (let record = 0; record < records; record++) {
    const name = at;
    at = skipName(data, at, end);
    if (at + recordBytes > end) return null;
    const type = readUint16(data, at);
    const bytes = readUint16(data, at + 8);
    if (type === typeA || type === typeAaaa) return readLabel(data, followPointer(data, name, from, end), end);
    at += recordBytes + bytes;
  }
  return null;
}

/** Where the name stands; it may point back to where it was said before. */
function followPointer(data: Uint8Array, at: number, from: number, end: number): number {
  if (at + 2 > end || data[at] < 0xc0) return at;
  return from + (((data[at] & 0x3f) << 8) | data[at + 1]);
}

function skipName(data: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && data[at] > 0 && data[at] < 64) at += 1 + data[at];
  return data[at] >= 0xc0 ? at + 2 : at + 1;
}

/** The first label of a name. */
function readLabel(data: Uint8Array, at: number, end: number): string | null {
  const bytes = at < end ? data[at] : 0;
  return bytes === 0 || bytes > mostNameBytes || at + 1 + bytes > end ? null : latin1Text(data, at + 1, at + 1 + bytes);
}

const netbiosRegistration = 5;
const netbiosNameBytes = 32;
/** The last byte of a name: 0x00 is a workstation, 0x20 a file server. */
const ownSuffixes = [0x00, 0x20];

/** Of a registration: 16 bytes, each as two letters from `A` on. */
function readNetbiosName(data: Uint8Array, from: number, end: number): string | null {
  const name = from + 13;
  if (name + netbiosNameBytes > end || data[from + 12] !== netbiosNameBytes) return null;
  const flags = readUint16(data, from + 2);
  if ((flags & 0x8000) !== 0 || ((flags >> 11) & 15) !== netbiosRegistration) return null;
  let text = '';
  for (let at = 0; at < netbiosNameBytes; at += 2) {
    const byte = ((data[name + at] - 65) << 4) | (data[name + at + 1] - 65);
    if (byte < 0 || byte > 255) return null;
    if (at < netbiosNameBytes - 2) text += String.fromCharCode(byte);
    else if (!ownSuffixes.includes(byte)) return null;
  }
  return text.trimEnd();
}
