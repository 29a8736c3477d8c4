import { Layer, LayerCursor, leaveTunnel, outcomeOfShort, startPacket, type Step } from './layer-cursor';
import { readEthernet } from './link-ethernet';
import { readIeee80211 } from './link-ieee80211';
import { readPpp, readPppoe } from './link-ppp';
import { readLinkType } from './link-type';
import { readEtherType } from './network-ether-type';
import { readGre } from './network-gre';
import { readIpv4 } from './network-ipv4';
import { readIpv6 } from './network-ipv6';
import { readLlc } from './network-llc';
import { readMpls } from './network-mpls';
import { readServiceHeader } from './network-service-header';
import { DecodeOutcome, type PacketHeader } from './packet-header';
import { resetPacketHeader } from './reset-packet-header';
import { readTransport } from './transport';
import { readUdpTunnel } from './transport-udp-tunnel';

/** Layers of one packet, more than any sensible packet has. */
const MAX_LAYERS = 64;

const cursor = new LayerCursor();

/**
 * Reads the headers of one packet into `header` and says what became of it. Tunnels are unwrapped: the innermost IP packet
 * is the one described. Never throws, never looks outside `data[offset .. offset + capturedLength)`, allocates nothing.
 * Lengths are bytes, `linkType` is a LINKTYPE_ number. With any outcome but `decoded` the header's fields mean nothing.
 */
export function decodePacket(
  data: Uint8Array,
  offset: number,
  capturedLength: number,
  wireLength: number,
  linkType: number,
  header: PacketHeader,
): DecodeOutcome {
  resetPacketHeader(header);
  startPacket(cursor, offset, capturedLength, wireLength);
  cursor.type = linkType;
  let step: Step = Layer.link;
  for (let layers = 0; step >= Layer.link; layers++) {
    if (layers === MAX_LAYERS) return DecodeOutcome.malformed;
    step = readLayer(step as Layer, data, header);
  }
  return leaveTunnel(cursor, header, step as DecodeOutcome);
}

function readLayer(layer: Layer, data: Uint8Array, header: PacketHeader): Step {
  switch (layer) {
    case Layer.link:
      return readLinkType(data, cursor);
    case Layer.ethernet:
      return readEthernet(data, cursor, header);
    case Layer.etherType:
      return readEtherType(data, cursor);
    case Layer.llc:
      return readLlc(data, cursor);
    case Layer.ip:
      return layerOfVersion(data);
    case Layer.ipv4:
      return readIpv4(data, cursor, header);
    case Layer.ipv6:
      return readIpv6(data, cursor, header);
    case Layer.transport:
      return readTransport(data, cursor, header);
    case Layer.gre:
      return readGre(data, cursor);
    case Layer.mpls:
      return readMpls(data, cursor);
    case Layer.ppp:
      return readPpp(data, cursor);
    case Layer.pppoe:
      return readPppoe(data, cursor);
    case Layer.ieee80211:
      return readIeee80211(data, cursor);
    case Layer.udpTunnel:
      return readUdpTunnel(data, cursor);
    case Layer.serviceHeader:
      return readServiceHeader(data, cursor);
  }
}

function layerOfVersion(data: Uint8Array): Step {
  if (cursor.position >= cursor.capturedEnd) return outcomeOfShort(cursor, 1);
  return data[cursor.position] >> 4 === 6 ? Layer.ipv6 : Layer.ipv4;
}
