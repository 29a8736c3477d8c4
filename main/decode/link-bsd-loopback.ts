import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint32, readUint32Le } from './read-integer';

const HEADER_BYTES = 4;

/**
 * Reads the address family of a loopback packet (LINKTYPE_NULL in the byte order of the capturing machine, LINKTYPE_LOOP
 * in network order). A family is small, so the order shows.
 */
export function readBsdLoopback(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + HEADER_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, HEADER_BYTES);
  const family = readUint32(data, start);
  cursor.position = start + HEADER_BYTES;
  switch (family <= 0xffff ? family : readUint32Le(data, start)) {
    case 2:
      return Layer.ipv4;
    case 10: // Linux
    case 23: // Windows
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // macOS
      return Layer.ipv6;
    default:
      return DecodeOutcome.notIp;
  }
}
