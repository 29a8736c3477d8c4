import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome, type PacketHeader } from './packet-header';
import { readUint16 } from './read-integer';

const FRAGMENT = 44;
const AUTHENTICATION = 51;
const MIN_BYTES = 8;

/**
 * Steps over one extension header of IPv6 (RFC 8200 section 4, RFC 7045) or the authentication header of either version
 * (RFC 4302 section 2), and puts what follows it into `header.protocol`.
 */
export function readExtension(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  if (start + MIN_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, MIN_BYTES);
  const protocol = header.protocol;
  const next = data[start];
  let length = (data[start + 1] + 1) << 3;
  if (protocol === AUTHENTICATION) {
    length = (data[start + 1] + 2) << 2;
  } else if (protocol === FRAGMENT) {
    length = MIN_BYTES;
    const fragment = readUint16(data, start + 2);
    header.fragmentOffset = fragment & 0xfff8;
    header.hasMoreFragments = (fragment & 1) !== 0;
    header.ipId = readUint16(data, start + 6);
  }
  if (start + length > cursor.wireEnd) return DecodeOutcome.malformed;
  header.protocol = next;
  cursor.position = start + length;
  return Layer.transport;
}
