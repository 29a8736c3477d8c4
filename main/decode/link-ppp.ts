import { readCiscoHdlc } from './link-cisco-hdlc';
import { boundLayer, Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const PPPOE_BYTES = 6;

/** Reads a PPP frame with or without HDLC-like framing (RFC 1662) and with one or two bytes of protocol (RFC 1661). */
export function readPpp(data: Uint8Array, cursor: LayerCursor): Step {
  let position = cursor.position;
  if (position + 2 > cursor.capturedEnd) return outcomeOfShort(cursor, 2);
  if (data[position] === 0xff && data[position + 1] === 0x03) position += 2;
  if (position + 2 > cursor.capturedEnd) return outcomeOfShort(cursor, 4);
  const isCompressed = (data[position] & 1) !== 0;
  const protocol = isCompressed ? data[position] : readUint16(data, position);
  cursor.position = position + (isCompressed ? 1 : 2);
  switch (protocol) {
    case 0x0021:
      return Layer.ipv4;
    case 0x0057:
      return Layer.ipv6;
    case 0x0281: // MPLS, RFC 3032 section 4.3
    case 0x0283:
      return Layer.mpls;
    default:
      return DecodeOutcome.notIp;
  }
}

/** Reads a serial line that may carry PPP or Cisco HDLC; the address byte tells (LINKTYPE_PPP, LINKTYPE_PPP_HDLC). */
export function readPppOrHdlc(data: Uint8Array, cursor: LayerCursor): Step {
  if (cursor.position >= cursor.capturedEnd) return outcomeOfShort(cursor, 1);
  const address = data[cursor.position];
  return address === 0x0f || address === 0x8f ? readCiscoHdlc(data, cursor) : readPpp(data, cursor);
}

/** Reads a PPPoE session header (RFC 2516 section 4). */
export function readPppoe(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + PPPOE_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, PPPOE_BYTES);
  if (data[start] !== 0x11) return DecodeOutcome.malformed;
  if (data[start + 1] !== 0) return DecodeOutcome.notIp;
  cursor.position = start + PPPOE_BYTES;
  boundLayer(cursor, cursor.position, readUint16(data, start + 4));
  return Layer.ppp;
}
