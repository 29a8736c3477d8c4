import { PacketHeader } from './packet-header';

const blank: Readonly<PacketHeader> = new PacketHeader();

/** Sets every field to what it is before anything was read. */
export function resetPacketHeader(header: PacketHeader): void {
  copyPacketHeader(blank, header);
}

/** Makes `to` equal to `from`. */
export function copyPacketHeader(from: Readonly<PacketHeader>, to: PacketHeader): void {
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
