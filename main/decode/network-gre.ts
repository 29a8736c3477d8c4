import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const BASE_BYTES = 4;
const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGEMENT = 0x0080;
const VERSION = 0x0007;

const ERSPAN_2_BYTES = 8;
const ERSPAN_3_BYTES = 12;
const ERSPAN_3_SUBHEADER_BYTES = 8;
const WCCP_REDIRECT_BYTES = 4;

/** Reads GRE (RFC 1701, 2784, 2890), the enhanced GRE of PPTP (RFC 2637 section 4.1), and ERSPAN in it. */
export function readGre(data: Uint8Array, cursor: LayerCursor): Step {
  if (cursor.position + BASE_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, BASE_BYTES);
  const flags = readUint16(data, cursor.position);
  const protocol = readUint16(data, cursor.position + 2);
  const isEnhanced = (flags & VERSION) === 1;
  if ((flags & VERSION) > 1) return DecodeOutcome.notIp;
  // An enhanced packet without a sequence number only acknowledges.
  if (isEnhanced && (flags & SEQUENCE) === 0) return DecodeOutcome.notIp;

  let length = BASE_BYTES;
  if ((flags & (CHECKSUM | ROUTING)) !== 0) length += 4;
  if ((flags & KEY) !== 0) length += 4;
  if ((flags & SEQUENCE) !== 0) length += 4;
  if (isEnhanced && (flags & ACKNOWLEDGEMENT) !== 0) length += 4;
  cursor.position += length;
  if (!isEnhanced && (flags & ROUTING) !== 0 && !skipRouting(data, cursor)) return outcomeOfShort(cursor, 4);
  return readPayloadType(data, cursor, protocol, (flags & SEQUENCE) !== 0);
}

function readPayloadType(data: Uint8Array, cursor: LayerCursor, protocol: number, hasSequence: boolean): Step {
  const start = cursor.position;
  switch (protocol) {
    case 0x88be: // ERSPAN: type II has a sequence number and a header of its own, type I neither
      if (hasSequence) cursor.position += ERSPAN_2_BYTES;
      return Layer.ethernet;
    case 0x22eb: {
      if (start + ERSPAN_3_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, ERSPAN_3_BYTES);
      const frameType = (data[start + 10] >> 2) & 0x1f;
      const hasSubheader = (data[start + 11] & 1) !== 0;
      cursor.position += hasSubheader ? ERSPAN_3_BYTES + ERSPAN_3_SUBHEADER_BYTES : ERSPAN_3_BYTES;
      if (frameType === 0) return Layer.ethernet;
      return frameType === 2 ? Layer.ip : DecodeOutcome.notIp;
    }
    case 0x883e: // WCCP: version 2 puts a redirect header in front of the packet
      if (start >= cursor.capturedEnd) return outcomeOfShort(cursor, 1);
      if (data[start] >> 4 !== 4) cursor.position += WCCP_REDIRECT_BYTES;
      return Layer.ipv4;
    default:
      if (isAruba(protocol)) return Layer.ieee80211;
      cursor.type = protocol;
      return protocol < 0x600 ? DecodeOutcome.notIp : Layer.etherType;
  }
}

/** Steps over the source route entries of RFC 1701, which end with one of length 0; false where they run out. */
function skipRouting(data: Uint8Array, cursor: LayerCursor): boolean {
  while (cursor.position + 4 <= cursor.capturedEnd) {
    const family = readUint16(data, cursor.position);
    const length = data[cursor.position + 3];
    cursor.position += 4 + length;
    if (family === 0 && length === 0) return true;
  }
  return false;
}

/** Aruba access points send what was on the air, under numbers that differ in their second nibble from the right. */
function isAruba(protocol: number): boolean {
  return protocol >= 0x8200 && protocol <= 0x8370 && (protocol & 0x0f) === 0;
}
