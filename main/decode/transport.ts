import { boundLayer, enterTunnel, Layer, outcomeOfShort, type LayerCursor, type Step } from './layer-cursor';
import { readExtension } from './network-extension';
import { DecodeOutcome, type PacketHeader } from './packet-header';
import { readUint16, readUint32 } from './read-integer';
import { isTunnelPort } from './transport-udp-tunnel';

const TCP_HEADER_BYTES = 20;
/** Ports, sequence numbers, data offset and flags: what a TCP header has to show to be of use. */
const TCP_NEEDED_BYTES = 14;
const UDP_HEADER_BYTES = 8;
const PORT_BYTES = 4;

/**
 * Reads what follows the IP header: TCP, UDP and SCTP give ports, tunnels give the packet they carry, and everything else
 * is a packet without ports. Later fragments have no transport header (see `FragmentTable`).
 */
export function readTransport(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  if (header.fragmentOffset === 0) {
    switch (header.protocol) {
      case 6:
        return readTcp(data, cursor, header);
      case 17:
        return readUdp(data, cursor, header);
      case 132:
        return readSctp(data, cursor, header);
      case 51: // authentication
        return readExtension(data, cursor, header);
      case 0: // hop-by-hop options
      case 43: // routing
      case 44: // fragment
      case 60: // destination options
      case 140: // Shim6
        if (header.ipVersion === 6) return readExtension(data, cursor, header);
    }
  }
  setPayload(cursor, header, cursor.position, cursor.wireEnd);
  return header.fragmentOffset === 0 ? enterProtocol(cursor, header) : DecodeOutcome.decoded;
}

function enterProtocol(cursor: LayerCursor, header: PacketHeader): Step {
  switch (header.protocol) {
    case 4: // IP in IP, RFC 2003
      return enterTunnel(cursor, header, Layer.ipv4, false);
    case 41: // IPv6 in IP, RFC 4213
      return enterTunnel(cursor, header, Layer.ipv6, false);
    case 47:
      return enterTunnel(cursor, header, Layer.gre, false);
    case 97: // EtherIP, RFC 3378
      cursor.position += 2;
      return enterTunnel(cursor, header, Layer.ethernet, false);
    case 137: // MPLS in IP, RFC 4023
      return enterTunnel(cursor, header, Layer.mpls, false);
    default:
      return DecodeOutcome.decoded;
  }
}

/** RFC 9293 section 3.1. */
function readTcp(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  const onWire = cursor.wireEnd - start;
  if (onWire < TCP_HEADER_BYTES && !header.hasMoreFragments) return DecodeOutcome.malformed;
  if (start + TCP_NEEDED_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, TCP_NEEDED_BYTES);
  const headerLength = (data[start + 12] >> 4) << 2;
  if (headerLength < TCP_HEADER_BYTES) return DecodeOutcome.malformed;
  if (headerLength > onWire && !header.hasMoreFragments) return DecodeOutcome.malformed;

  header.sourcePort = readUint16(data, start);
  header.destinationPort = readUint16(data, start + 2);
  header.sequence = readUint32(data, start + 4);
  header.acknowledgement = readUint32(data, start + 8);
  header.tcpFlags = data[start + 13];
  if (start + 18 <= cursor.capturedEnd) {
    header.window = readUint16(data, start + 14);
    header.checksum = readUint16(data, start + 16);
  }
  return setPayload(cursor, header, start + headerLength, cursor.wireEnd);
}

/** RFC 768, and RFC 2675 section 4 for a length of 0. */
function readUdp(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  const onWire = cursor.wireEnd - start;
  if (onWire < UDP_HEADER_BYTES) return DecodeOutcome.malformed;
  if (start + PORT_BYTES > cursor.capturedEnd) return DecodeOutcome.truncated;
  let end = cursor.wireEnd;
  if (start + UDP_HEADER_BYTES <= cursor.capturedEnd) {
    const length = readUint16(data, start + 4);
    const isJumbo = length === 0 && header.ipVersion === 6;
    if (!isJumbo) {
      if (length < UDP_HEADER_BYTES || (length > onWire && !header.hasMoreFragments)) return DecodeOutcome.malformed;
      if (length < onWire) end = start + length;
    }
    header.checksum = readUint16(data, start + 6);
  }
  const sourcePort = readUint16(data, start);
  const destinationPort = readUint16(data, start + 2);
  header.sourcePort = sourcePort;
  header.destinationPort = destinationPort;
  setPayload(cursor, header, start + UDP_HEADER_BYTES, end);

  const tunnelPort = isTunnelPort(destinationPort) ? destinationPort : sourcePort;
  if (!isTunnelPort(tunnelPort) || header.payloadCaptured === 0) return DecodeOutcome.decoded;
  cursor.position = header.payloadOffset;
  cursor.type = tunnelPort;
  boundLayer(cursor, start, end - start);
  return enterTunnel(cursor, header, Layer.udpTunnel, true);
}

/** RFC 9260 section 3.1. */
function readSctp(data: Uint8Array, cursor: LayerCursor, header: PacketHeader): Step {
  const start = cursor.position;
  if (start + PORT_BYTES > cursor.capturedEnd) return outcomeOfShort(cursor, PORT_BYTES);
  header.sourcePort = readUint16(data, start);
  header.destinationPort = readUint16(data, start + 2);
  return setPayload(cursor, header, start, cursor.wireEnd);
}

/** Notes the payload between `start` and `end`, as far as it was captured. */
function setPayload(cursor: LayerCursor, header: PacketHeader, start: number, end: number): DecodeOutcome {
  const capturedEnd = cursor.capturedEnd;
  const available = (end < capturedEnd ? end : capturedEnd) - start;
  header.payloadOffset = start < capturedEnd ? start : capturedEnd;
  header.payloadLength = end > start ? end - start : 0;
  header.payloadCaptured = available > 0 ? available : 0;
  return DecodeOutcome.decoded;
}
