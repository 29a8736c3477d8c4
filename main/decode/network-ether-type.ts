import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

/** Values up to this one are the length of an IEEE 802.3 frame, which holds LLC. */
const MAX_FRAME_LENGTH = 1500;

/** Follows the EtherType in `cursor.type` through any number of VLAN tags (IEEE 802.1Q, 802.1ad) to what it names. */
export function readEtherType(data: Uint8Array, cursor: LayerCursor): Step {
  for (;;) {
    const tagLength = tagLengthOf(cursor.type);
    if (tagLength === 0) return layerOfEtherType(cursor);
    if (cursor.position + tagLength > cursor.capturedEnd) return outcomeOfShort(cursor, tagLength);
    cursor.position += tagLength;
    cursor.type = readUint16(data, cursor.position - 2);
  }
}

/** Bytes of a tag that stands before the real EtherType, which are its last two; 0 for anything else. */
function tagLengthOf(etherType: number): number {
  switch (etherType) {
    case 0x8100: // 802.1Q
    case 0x88a8: // 802.1ad
    case 0x9100: // before 802.1ad was written
    case 0x9200:
      return 4;
    case 0x8926: // VN-Tag
      return 6;
    case 0x8909: // Cisco MetaData
      return 8;
    default:
      return 0;
  }
}

function layerOfEtherType(cursor: LayerCursor): Step {
  switch (cursor.type) {
    case 0x0800:
      return Layer.ipv4;
    case 0x86dd:
      return Layer.ipv6;
    case 0x8847: // MPLS, RFC 3032 section 5
    case 0x8848:
      return Layer.mpls;
    case 0x8864: // PPPoE session, RFC 2516 section 4
      return Layer.pppoe;
    case 0x880b: // PPP in GRE, RFC 2637 section 4.1
      return Layer.ppp;
    case 0x894f: // RFC 8300
      return Layer.serviceHeader;
    case 0x6558: // Transparent Ethernet Bridging, RFC 1701
      return Layer.ethernet;
    case 0x88e7: // 802.1ah: flags and service id stand before the inner frame
      cursor.position += 4;
      return Layer.ethernet;
    case 0x8903: // Cisco FabricPath: tree and time to live stand before the inner frame
      cursor.position += 2;
      return Layer.ethernet;
    default:
      return cursor.type <= MAX_FRAME_LENGTH ? Layer.llc : DecodeOutcome.notIp;
  }
}
