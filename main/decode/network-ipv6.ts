import { believableLength, Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome, type PacketHeader } from './packet-header';
import { readUint16 } from './read-integer';

const HEADER_BYTES = 40;
const NO_NEXT_HEADER = 59;

/** Reads an IPv6 header (RFC 8200 section 3). Extension headers are left to the transport. */
export function readIpv6(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  if (start + HEADER_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, HEADER_BYTES);
  if (data[start] >> 4 !== 6) return DecodeOutcome.malformed;

  const protocol = data[start + 6];
  const payloadLength = readUint16(data, start + 4);
  // 0 stands for a jumbogram (RFC 2675) or for segmentation offload, unless there is nothing after the header.
  const isWhole = payloadLength === 0 && protocol !== NO_NEXT_HEADER;
  const claimedLength = isWhole ? cursor.wireEnd - start : HEADER_BYTES + payloadLength;
  const totalLength = believableLength(cursor, claimedLength);
  if (totalLength < HEADER_BYTES) return DecodeOutcome.malformed;

  header.ipVersion = 6;
  header.ipOffset = start;
  header.ipLength = totalLength;
  header.ttl = data[start + 7];
  header.protocol = protocol;
  header.addressOffset = start + 8;

  cursor.position = start + HEADER_BYTES;
  cursor.wireEnd = start + totalLength;
  if (cursor.capturedEnd > cursor.wireEnd) cursor.capturedEnd = cursor.wireEnd;
  return Layer.transport;
}
