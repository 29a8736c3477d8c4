import { believableLength, Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome, type PacketHeader } from './packet-header';
import { readUint16 } from './read-integer';

const MIN_HEADER_BYTES = 20;

/** Reads an IPv4 header (RFC 791 section 3.1). */
export function readIpv4(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  if (start + MIN_HEADER_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, MIN_HEADER_BYTES);
  const first = data[start];
  const headerLength = (first & 15) << 2;
  if (first >> 4 !== 4 || headerLength < MIN_HEADER_BYTES) return DecodeOutcome.malformed;

  // Segmentation offload leaves 0 in packets of more than 64 KiB that never went over a wire in this form.
  const claimedLength = readUint16(data, start + 2) || cursor.wireEnd - start;
  const totalLength = believableLength(cursor, claimedLength);
  if (totalLength < headerLength) return DecodeOutcome.malformed;

  const fragment = readUint16(data, start + 6);
  header.ipVersion = 4;
  header.ipOffset = start;
  header.ipLength = totalLength;
  header.ttl = data[start + 8];
  header.ipId = readUint16(data, start + 4);
  header.fragmentOffset = (fragment & 0x1fff) << 3;
  header.hasDontFragment = (fragment & 0x4000) !== 0;
  header.hasMoreFragments = (fragment & 0x2000) !== 0;
  header.protocol = data[start + 9];
  header.addressOffset = start + 12;

  cursor.position = start + headerLength;
  cursor.wireEnd = start + totalLength;
  if (cursor.capturedEnd > cursor.wireEnd) cursor.capturedEnd = cursor.wireEnd;
  return Layer.transport;
}
