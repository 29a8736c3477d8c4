/** The header fields of one packet, as numbers. One instance is reused for every packet of a pipeline. */
export class PacketHeader {
  /** 4 or 6: the innermost IP header. */
  ipVersion = 0;
  /** Position of the innermost IP header in the data. */
  ipOffset = 0;
  /** Length of the innermost IP packet on the wire, header included, in bytes. */
  ipLength = 0;
  /** Time to live or hop limit. */
  ttl = 0;
  /** Identification; for IPv6 the fragment header's low 16 bits, else 0. */
  ipId = 0;
  /** Fragment offset in bytes. */
  fragmentOffset = 0;
  hasDontFragment = false;
  hasMoreFragments = false;
  /** IANA protocol number of the transport header, after IPv6 extension headers. */
  protocol = 0;
  /** Position of the source address; the destination follows it directly. 4 or 16 bytes each. */
  addressOffset = 0;
  /** 0 where there are none. */
  sourcePort = 0;
  destinationPort = 0;
  /** TCP flags byte: FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  tcpFlags = 0;
  sequence = 0;
  acknowledgement = 0;
  window = 0;
  /** TCP or UDP checksum field as it stands in the packet. */
  checksum = 0;
  /** Position of the first payload byte after the transport header. */
  payloadOffset = 0;
  /** Payload bytes on the wire; may exceed what was captured. */
  payloadLength = 0;
  /** Payload bytes that were captured, never beyond the packet's captured bytes. */
  payloadCaptured = 0;
  /** Position of the innermost Ethernet source address, or -1. */
  macOffset = -1;
}

/** What became of a packet. */
export const DecodeOutcome = {
  /** The header holds an IP packet. */
  decoded: 0,
  /** ARP, LLDP, STP, 802.11 management and the like. */
  notIp: 1,
  /** A length or version field contradicts the packet. */
  malformed: 2,
  /** The capture ends before the addresses, the ports or the lengths could be read. */
  truncated: 3,
  unknownLinkType: 4,
} as const;
export type DecodeOutcome = (typeof DecodeOutcome)[keyof typeof DecodeOutcome];
