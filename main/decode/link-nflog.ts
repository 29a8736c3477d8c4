import { boundLayer, Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16, readUint16Le } from './read-integer';

const HEADER_BYTES = 4;
const ATTRIBUTE_BYTES = 4;
const PAYLOAD = 9;

/**
 * Finds the packet among the attributes of a Linux netfilter log message (LINKTYPE_NFLOG). Attributes are in the byte order
 * of the machine that logged; the first one shows which.
 */
export function readNflog(data: Uint8Array, cursor: LayerCursor): Step {
  const start = cursor.position;
  if (start + HEADER_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, HEADER_BYTES);
  const family = data[start];
  if (family !== 2 && family !== 10) return DecodeOutcome.notIp;
  cursor.position = start + HEADER_BYTES;
  if (cursor.position + ATTRIBUTE_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, ATTRIBUTE_BYTES);
  // Types are below 256: the byte that is 0 is the high one.
  const isLittleEndian = data[cursor.position + 3] === 0;

  while (cursor.position + ATTRIBUTE_BYTES <= cursor.capturedEnd) {
    const position = cursor.position;
    const length = isLittleEndian ? readUint16Le(data, position) : readUint16(data, position);
    const type = isLittleEndian ? readUint16Le(data, position + 2) : readUint16(data, position + 2);
    if (length < ATTRIBUTE_BYTES) return DecodeOutcome.malformed;
    if (type === PAYLOAD) {
      cursor.position = position + ATTRIBUTE_BYTES;
      boundLayer(cursor, position, length);
      cursor.frameEnd = cursor.wireEnd; // the logger may have cut the packet, which leaves no padding
      return Layer.ip;
    }
    cursor.position = position + ((length + 3) & ~3);
  }
  return cursor.position < cursor.wireEnd ? DecodeOutcome.truncated : DecodeOutcome.notIp;
}
