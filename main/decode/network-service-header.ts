import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const BASE_BYTES = 8;

/** Steps over a Network Service Header (RFC 8300 section 2). */
export function readServiceHeader(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + BASE_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, BASE_BYTES);
  const length = (readUint16(data, start) & 0x3f) << 2;
  if (length < BASE_BYTES) return DecodeOutcome.malformed;
  cursor.position = start + length;
  return layerOfNextProtocol(data[start + 3]);
}

/** What the next protocol field of NSH and of VXLAN-GPE names. */
export function layerOfNextProtocol(protocol: number): Step {
  switch (protocol) {
    case 1:
      return Layer.ipv4;
    case 2:
      return Layer.ipv6;
    case 3:
      return Layer.ethernet;
    case 4:
      return Layer.serviceHeader;
    case 5:
      return Layer.mpls;
    default:
      return DecodeOutcome.notIp;
  }
}
