import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

const LABEL_BYTES = 4;
const CONTROL_WORD_BYTES = 4;
const ETHERNET_BYTES = 14;
const IPV6_BYTES = 40;

/**
 * Steps over an MPLS label stack (RFC 3032). Nothing in the stack says what follows, so the first nibble decides as in
 * RFC 4928: 4 and 6 are IP, 0 a pseudo-wire control word (RFC 4385), 1 its control channel, all else plain Ethernet.
 */
export function readMpls(data: Uint8Array, cursor: LayerCursor): Step {
  let isBottom = false;
  while (!isBottom) {
    if (cursor.position + LABEL_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, LABEL_BYTES);
    isBottom = (data[cursor.position + 2] & 1) !== 0;
    cursor.position += LABEL_BYTES;
  }
  const start = cursor.position;
  if (start + ETHERNET_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, ETHERNET_BYTES);
  const onWire = cursor.wireEnd - start;
  switch (data[start] >> 4) {
    case 4:
      return readUint16(data, start + 2) <= onWire ? Layer.ipv4 : Layer.ethernet;
    case 6:
      return readUint16(data, start + 4) + IPV6_BYTES <= onWire ? Layer.ipv6 : Layer.ethernet;
    case 1:
      return DecodeOutcome.notIp;
    case 0:
      if (!hasEtherType(data, cursor, start)) cursor.position += CONTROL_WORD_BYTES;
      return Layer.ethernet;
    default:
      return Layer.ethernet;
  }
}

/** Whether an Ethernet header at `start` would hold a common EtherType: then the 0 belongs to an address like 00:1b:... */
function hasEtherType(data: Uint8Array, cursor: LayerCursor, start: number): boolean {
  const withControlWord = start + CONTROL_WORD_BYTES;
  if (withControlWord + ETHERNET_BYTES <= cursor.capturedEnd && isCommon(readUint16(data, withControlWord + 12))) {
    return false;
  }
  return isCommon(readUint16(data, start + 12));
}

function isCommon(etherType: number): boolean {
  switch (etherType) {
    case 0x0800:
    case 0x0806:
    case 0x8100:
    case 0x86dd:
    case 0x8847:
    case 0x8848:
    case 0x8863:
    case 0x8864:
    case 0x88a8:
      return true;
    default:
      return false;
  }
}
