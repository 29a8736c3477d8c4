import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import type { PacketHeader } from './packet-header';
import { readUint16 } from './read-integer';

const HEADER_BYTES = 14;

/** Reads an Ethernet II or IEEE 802.3 header (IEEE 802.3 clause 3.2) and notes where the innermost source address is. */
export function readEthernet(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  if (start + HEADER_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, HEADER_BYTES);
  // Of several, as in VXLAN, the innermost is that of the guest.
  header.macOffset = start + 6;
  cursor.position = start + HEADER_BYTES;
  cursor.type = readUint16(data, start + 12);
  return Layer.etherType;
}
