import type { PacketHeader } from './packet-header';

/** Sets every field to what it is before anything was read. */
export function resetPacketHeader(header: PacketHeader): void {
  header.ipVersion = 0;
  header.ipOffset = 0;
  header.ipLength = 0;
  header.ttl = 0;
  header.ipId = 0;
  header.fragmentOffset = 0;
  header.hasDontFragment = false;
  header.hasMoreFragments = false;
  header.protocol = 0;
  header.addressOffset = 0;
  header.sourcePort = 0;
  header.destinationPort = 0;
  header.tcpFlags = 0;
  header.sequence = 0;
  header.acknowledgement = 0;
  header.window = 0;
  header.checksum = 0;
  header.payloadOffset = 0;
  header.payloadLength = 0;
  header.payloadCaptured = 0;
  header.macOffset = -1;
}

/** Makes `to` equal to `from`. */
export function copyPacketHeader(from: PacketHeader, to: PacketHeader): void {
  to.ipVersion = from.ipVersion;
  to.ipOffset = from.ipOffset;
  to.ipLength = from.ipLength;
  to.ttl = from.ttl;
  to.ipId = from.ipId;
  to.fragmentOffset = from.fragmentOffset;
  to.hasDontFragment = from.hasDontFragment;
  to.hasMoreFragments = from.hasMoreFragments;
  to.protocol = from.protocol;
  to.addressOffset = from.addressOffset;
  to.sourcePort = from.sourcePort;
  to.destinationPort = from.destinationPort;
  to.tcpFlags = from.tcpFlags;
  to.sequence = from.sequence;
  to.acknowledgement = from.acknowledgement;
  to.window = from.window;
  to.checksum = from.checksum;
  to.payloadOffset = from.payloadOffset;
  to.payloadLength = from.payloadLength;
  to.payloadCaptured = from.payloadCaptured;
  to.macOffset = from.macOffset;
}
