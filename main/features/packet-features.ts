/** The seed's model input: eight fields of one packet's IP header and its time. Kept as a measured baseline. */
import type { PacketHeader } from '../decode/packet-header';

/** Names of the features, in the order of the vector. */
export const packetFeatureNames: readonly string[] = [
  "seconds since the connection's previous packet (ln(1 + ms) / 16)",
  'TTL (/ 255)',
  'id (/ 65535)',
  'fragment offset (/ 65535)',
  'flag DF',
  'flag MF',
  'protocol (/ 255)',
  'length (ln(1 + B) / 12)',
];

/** Length of the packet model's input. */
export const packetFeatureCount = packetFeatureNames.length;

/** Writes the eight inputs of one packet into `into`, each scaled to about 0..1. `gapSeconds` is never negative. */
export function computePacketFeatures(header: PacketHeader, gapSeconds: number, into: Float32Array): void {
  into[0] = Math.log1p(gapSeconds * 1000) / 16;
  into[1] = header.ttl / 255;
  into[2] = header.ipId / 65535;
  into[3] = header.fragmentOffset / 65535;
  into[4] = header.hasDontFragment ? 1 : 0;
  into[5] = header.hasMoreFragments ? 1 : 0;
  into[6] = header.protocol / 255;
  into[7] = Math.log1p(header.ipLength) / 12;
}
