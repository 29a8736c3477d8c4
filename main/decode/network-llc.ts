import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const LLC_BYTES = 3;
const SNAP_BYTES = 8;
const SAP_SNAP = 0xaa;
const SAP_IP = 0x06;
const UNNUMBERED_INFORMATION = 0x03;

/** Reads IEEE 802.2 LLC and SNAP (RFC 1042), also as used for bridged Ethernet (RFC 2684 section 5.2). */
export function readLlc(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + LLC_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, LLC_BYTES);
  if (data[start + 2] !== UNNUMBERED_INFORMATION) return DecodeOutcome.notIp;
  const servicePoint = data[start];
  if (servicePoint === SAP_IP) {
    cursor.position = start + LLC_BYTES;
    return Layer.ipv4;
  }
  if (servicePoint !== SAP_SNAP || data[start + 1] !== SAP_SNAP) return DecodeOutcome.notIp;
  if (start + SNAP_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, SNAP_BYTES);
  const organisation = (data[start + 3] << 16) | readUint16(data, start + 4);
  const protocol = readUint16(data, start + 6);
  cursor.position = start + SNAP_BYTES;
  switch (organisation) {
    case 0x000000: // RFC 1042
    case 0x0000f8: // IEEE 802.1H bridge tunnel
      cursor.type = protocol;
      return protocol < 0x600 ? DecodeOutcome.notIp : Layer.etherType;
    case 0x0080c2: // IEEE 802.1: 1 and 7 are Ethernet with and without its check sequence, after two bytes of padding
      if (protocol !== 1 && protocol !== 7) return DecodeOutcome.notIp;
      cursor.position += 2;
      return Layer.ethernet;
    default:
      return DecodeOutcome.notIp;
  }
}
