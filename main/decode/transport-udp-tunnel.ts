import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { layerOfNextProtocol } from './network-service-header';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const VXLAN_BYTES = 8;
const GENEVE_BYTES = 8;
const GTP_BYTES = 8;
const TEREDO_ORIGIN_BYTES = 8;
const L2TP_BYTES = 6;
const TZSP_BYTES = 4;

/** Whether UDP traffic on `port` may hold packets of its own. */
export function isTunnelPort(port: number): boolean {
  switch (port) {
    case 1701: // L2TP
    case 2152: // GTP-U
    case 3544: // Teredo
    case 4754: // GRE in UDP
    case 4789: // VXLAN
    case 4790: // VXLAN-GPE
    case 6081: // GENEVE
    case 6635: // MPLS in UDP
    case 8472: // VXLAN, as Linux had it before the port was assigned
    case 37008: // TZSP
      return true;
    default:
      return false;
  }
}

/** Reads the header of the tunnel that uses the UDP port in `cursor.type`. */
export function readUdpTunnel(data: Uint8Array, cursor: LayerCursor): Step {
  switch (cursor.type) {
    case 1701:
      return readL2tp(data, cursor);
    case 2152:
      return readGtp(data, cursor);
    case 3544:
      return readTeredo(data, cursor);
    case 4754: // RFC 8086
      return Layer.gre;
    case 4789:
    case 8472:
    case 4790:
      return readVxlan(data, cursor);
    case 6081:
      return readGeneve(data, cursor);
    case 6635: // RFC 7510
      return Layer.mpls;
    case 37008:
      return readTzsp(data, cursor);
    default:
      return DecodeOutcome.notIp;
  }
}

/** RFC 7348 section 5; VXLAN-GPE, on a port of its own, names what follows in the fourth byte. */
function readVxlan(data: Uint8Array, cursor: LayerCursor): Step {
  if (cursor.position + VXLAN_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, VXLAN_BYTES);
  const start = cursor.position;
  if ((data[start] & 0x08) === 0) return DecodeOutcome.notIp;
  cursor.position = start + VXLAN_BYTES;
  return cursor.type === 4790 ? layerOfNextProtocol(data[start + 3]) : Layer.ethernet;
}

/** RFC 8926 section 3.4. */
function readGeneve(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + GENEVE_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, GENEVE_BYTES);
  const version = data[start] >> 6;
  cursor.type = readUint16(data, start + 2);
  if (version !== 0 || cursor.type < 0x600) return DecodeOutcome.notIp;
  cursor.position = start + GENEVE_BYTES + ((data[start] & 0x3f) << 2);
  return Layer.etherType;
}

/** 3GPP TS 29.281 section 5.1: version 1, message 255 carries a packet. */
function readGtp(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + GTP_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, GTP_BYTES);
  const flags = data[start];
  if (flags >> 4 !== 3 || data[start + 1] !== 255) return DecodeOutcome.notIp;
  cursor.position = start + GTP_BYTES;
  if ((flags & 7) === 0) return Layer.ip;

  cursor.position += 4;
  if ((flags & 4) === 0) return Layer.ip;
  for (;;) {
    // The last byte read names the next extension, whose first byte is its length in words.
    if (cursor.position >= cursor.capturedEnd) return outcomeOfShort(cursor, 1);
    if (data[cursor.position - 1] === 0) return Layer.ip;
    const words = data[cursor.position];
    if (words === 0) return DecodeOutcome.malformed;
    cursor.position += words << 2;
  }
}

/** RFC 4380 section 5.1.1: an authentication and an origin header may stand before the IPv6 packet. */
function readTeredo(data: Uint8Array, cursor: LayerCursor): Step {
  if (cursor.position + 4 > cursor.capturedEnd) return outcomeOfShort(cursor, 4);
  if (readUint16(data, cursor.position) === 1) {
    const clientIdLength = data[cursor.position + 2];
    const authenticationLength = data[cursor.position + 3];
    cursor.position += 4 + clientIdLength + authenticationLength + 9;
    if (cursor.position + 4 > cursor.capturedEnd) return outcomeOfShort(cursor, 4);
  }
  if (readUint16(data, cursor.position) === 0) cursor.position += TEREDO_ORIGIN_BYTES;
  return Layer.ipv6;
}

/** RFC 2661 section 3.1: version 2, data messages only. */
function readL2tp(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + L2TP_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, L2TP_BYTES);
  const flags = readUint16(data, start);
  const isControl = (flags & 0x8000) !== 0;
  if (isControl || (flags & 0x000f) !== 2) return DecodeOutcome.notIp;
  let length = L2TP_BYTES;
  if ((flags & 0x4000) !== 0) length += 2;
  if ((flags & 0x0800) !== 0) length += 4;
  if ((flags & 0x0200) !== 0) {
    if (start + length + 2 > cursor.capturedEnd) return outcomeOfShort(cursor, length + 2);
    length += 2 + readUint16(data, start + length);
  }
  cursor.position = start + length;
  return Layer.ppp;
}

/** TaZmen Sniffer Protocol, in which routers send copies of the traffic they see: tags up to an end tag, then the frame. */
function readTzsp(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + TZSP_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, TZSP_BYTES);
  const encapsulated = readUint16(data, start + 2);
  if (data[start] !== 1 || data[start + 1] > 1) return DecodeOutcome.notIp;
  let position = start + TZSP_BYTES;
  while (position + 2 <= cursor.capturedEnd && data[position] !== 1) {
    position += data[position] === 0 ? 1 : 2 + data[position + 1];
  }
  cursor.position = position + 1;
  if (encapsulated === 1) return Layer.ethernet;
  return encapsulated === 18 ? Layer.ieee80211 : DecodeOutcome.notIp;
}
