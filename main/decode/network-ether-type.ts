import { Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';
import { readUint16 } from './read-integer';

/** Values up to this one are the length of an IEEE 802.3 frame, which holds LLC. */
const MAX_FRAME_LENGTH = 1500;
const VLAN_TAG_BYTES = 4;
/** Service instance tag of IEEE 802.1ah, without its EtherType: flags and 24 bits of service id. */
const SERVICE_TAG_BYTES = 4;

/** Follows the EtherType in `cursor.type` through any number of VLAN tags (IEEE 802.1Q, 802.1ad) to what it names. */
export function readEtherType(data: Uint8Array, cursor: LayerCursor): Step {
  for (;;) {
    switch (cursor.type) {
      case 0x0800:
        return Layer.ipv4;
      case 0x86dd:
        return Layer.ipv6;
      case 0x8100: // 802.1Q
      case 0x88a8: // 802.1ad
      case 0x9100: // before 802.1ad was written
      case 0x9200:
        if (cursor.position + VLAN_TAG_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, VLAN_TAG_BYTES);
        cursor.type = readUint16(data, cursor.position + 2);
        cursor.position += VLAN_TAG_BYTES;
        break;
      case 0x8847: // MPLS, RFC 3032 section 5
      case 0x8848:
        return Layer.mpls;
      case 0x8864: // PPPoE session, RFC 2516 section 4
        return Layer.pppoe;
      case 0x880b: // PPP in GRE, RFC 2637 section 4.1
        return Layer.ppp;
      case 0x6558: // Transparent Ethernet Bridging, RFC 1701
        return Layer.ethernet;
      case 0x88e7:
        cursor.position += SERVICE_TAG_BYTES;
        return Layer.ethernet;
      default:
        return cursor.type <= MAX_FRAME_LENGTH ? Layer.llc : DecodeOutcome.notIp;
    }
  }
}
