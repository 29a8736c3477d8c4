import { readBsdLoopback } from './link-bsd-loopback';
import { readCiscoHdlc } from './link-cisco-hdlc';
import { readIeee80211 } from './link-ieee80211';
import { readLinuxCooked, readLinuxCooked2 } from './link-linux-cooked';
import { readPktap, readPpi } from './link-nested';
import { readNflog } from './link-nflog';
import { readPppOrHdlc } from './link-ppp';
import { readPrismOrAvs, readRadiotap } from './link-radio-header';
import { Layer, type LayerCursor, type Step } from './layer-cursor';
import { DecodeOutcome } from './packet-header';

/** Starts reading a packet of the LINKTYPE_ number in `cursor.type` (tcpdump.org/linktypes.html). */
export function readLinkType(data: Uint8Array, cursor: LayerCursor): Step {
  switch (cursor.type) {
    case 1: // EN10MB
      return Layer.ethernet;
    case 0: // NULL
    case 108: // LOOP
      return readBsdLoopback(data, cursor);
    case 9: // PPP
    case 50: // PPP_HDLC
      return readPppOrHdlc(data, cursor);
    case 12: // RAW, as BSD and others number it
    case 14:
    case 101: // RAW
      return Layer.ip;
    case 51: // PPP_ETHER
      return Layer.pppoe;
    case 100: // ATM_RFC1483
      return Layer.llc;
    case 104: // C_HDLC
      return readCiscoHdlc(data, cursor);
    case 105: // IEEE802_11
      return readIeee80211(data, cursor);
    case 113: // LINUX_SLL
      return readLinuxCooked(data, cursor);
    case 119: // IEEE802_11_PRISM
    case 163: // IEEE802_11_AVS
      return readPrismOrAvs(data, cursor);
    case 127: // IEEE802_11_RADIOTAP
      return readRadiotap(data, cursor);
    case 192: // PPI
      return readPpi(data, cursor);
    case 228: // IPV4
      return Layer.ipv4;
    case 229: // IPV6
      return Layer.ipv6;
    case 239: // NFLOG
      return readNflog(data, cursor);
    case 258: // PKTAP
      return readPktap(data, cursor);
    case 276: // LINUX_SLL2
      return readLinuxCooked2(data, cursor);
    default:
      return DecodeOutcome.unknownLinkType;
  }
}
