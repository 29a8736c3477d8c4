import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const VERSION_1_BYTES = 16;
const VERSION_2_BYTES = 20;
/** ARPHRD_NETLINK: the protocol field is then a netlink family. */
const NETLINK = 824;

/** Reads the header that Linux makes up for its `any` interface (LINKTYPE_LINUX_SLL). */
export function readLinuxCooked(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + VERSION_1_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, VERSION_1_BYTES);
  cursor.position = start + VERSION_1_BYTES;
  return layerOfProtocol(cursor, readUint16(data, start + 2), readUint16(data, start + 14));
}

/** Reads the second version of that header, as written by libpcap 1.10 and later (LINKTYPE_LINUX_SLL2). */
export function readLinuxCooked2(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + VERSION_2_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, VERSION_2_BYTES);
  cursor.position = start + VERSION_2_BYTES;
  return layerOfProtocol(cursor, readUint16(data, start + 8), readUint16(data, start));
}

function layerOfProtocol(cursor: LayerCursor, hardwareType: number, protocol: number): Step {
  if (hardwareType === NETLINK) return DecodeOutcome.notIp;
  cursor.type = protocol;
  if (protocol >= 0x600) return Layer.etherType;
  switch (protocol) {
    case 0x0004:
      return Layer.llc;
    case 0x0007:
      return Layer.ppp;
    default:
      return DecodeOutcome.notIp;
  }
}
