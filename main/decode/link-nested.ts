import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16Le, readUint32Le } from './read-integer';

const PPI_BYTES = 8;
const PKTAP_BYTES = 12;

/** Steps over a Per-Packet Information header (LINKTYPE_PPI), which names the link type of what follows. */
export function readPpi(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + PPI_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, PPI_BYTES);
  const length = readUint16Le(data, start + 2);
  if (data[start] !== 0 || length < PPI_BYTES) return DecodeOutcome.malformed;
  cursor.position = start + length;
  cursor.type = readUint32Le(data, start + 4);
  return Layer.link;
}

/** Steps over the header of Apple's pktap interface (LINKTYPE_PKTAP), which names the link type of what follows. */
export function readPktap(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + PKTAP_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, PKTAP_BYTES);
  const length = readUint32Le(data, start);
  if (length < PKTAP_BYTES || length > cursor.wireEnd - start) return DecodeOutcome.malformed;
  cursor.position = start + length;
  cursor.type = readUint32Le(data, start + 8);
  return Layer.link;
}
