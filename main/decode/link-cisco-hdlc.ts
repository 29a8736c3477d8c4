import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const HEADER_BYTES = 4;

/** Reads a Cisco HDLC header: address, control, EtherType (LINKTYPE_C_HDLC, RFC 4349 section 2). */
export function readCiscoHdlc(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + HEADER_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, HEADER_BYTES);
  cursor.position = start + HEADER_BYTES;
  cursor.type = readUint16(data, start + 2);
  return cursor.type < 0x600 ? DecodeOutcome.notIp : Layer.etherType;
}
