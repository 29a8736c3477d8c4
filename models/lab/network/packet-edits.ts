/** What routers on the way do to a packet: fewer hops to live, a smaller segment size announced. */

/** Where the source and destination address lie in an IP packet, or null for anything else. */
export function addressesIn(packet: Buffer): { source: string; destination: string } | null {
  const version = packet[0] >> 4;
  if (version === 4 && packet.length >= 20)
    return { source: packet.toString('latin1', 12, 16), destination: packet.toString('latin1', 16, 20) };
  if (version === 6 && packet.length >= 40)
    return { source: packet.toString('latin1', 8, 24), destination: packet.toString('latin1', 24, 40) };
  return null;
}

/** Takes `hops` from TTL or hop limit, leaving at least 1. */
export function passHops(packet: Buffer, hops: number): void {
  if (packet[0] >> 4 === 6) {
    packet[7] = Math.max(1, packet[7] - hops);
    return;
  }
  const before = packet.readUInt16BE(8);
  packet[8] = Math.max(1, packet[8] - hops);
  adjustChecksum(packet, 10, before, packet.readUInt16BE(8));
}

/** In a SYN, lowers the announced segment size to `mss` (as routers before a narrow link do; RFC 4459, section 3.2). */
export function clampSegmentSize(packet: Buffer, mss: number): void {
  const isIpv6 = packet[0] >> 4 === 6;
  if (packet[isIpv6 ? 6 : 9] !== 6) return;
  const tcp = isIpv6 ? 40 : (packet[0] & 15) * 4;
  if (packet.length < tcp + 20 || (packet[tcp + 13] & 2) === 0) return;
  const end = Math.min(packet.length, tcp + (packet[tcp + 12] >> 4) * 4);
  for (let at = tcp + 20; at < end;) {
    const kind = packet[at];
    if (kind === 0) return;
    if (kind === 1) {
      at++;
      continue;
    }
    const length = at + 1 < end ? packet[at + 1] : 0;
    if (length < 2) return;
    // Linux writes this option first, so its value lies on an even offset.
    if (kind === 2 && length === 4 && at + 4 <= end && (at - tcp) % 2 === 0) {
      const before = packet.readUInt16BE(at + 2);
      if (before > mss) {
        packet.writeUInt16BE(mss, at + 2);
        adjustChecksum(packet, tcp + 16, before, mss);
      }
      return;
    }
    at += length;
  }
}

/** RFC 1624, equation 3, for one 16-bit word that changed. */
function adjustChecksum(packet: Buffer, at: number, before: number, after: number): void {
  let sum = (~packet.readUInt16BE(at) & 0xffff) + (~before & 0xffff) + after;
  sum = (sum & 0xffff) + (sum >>> 16);
  sum = (sum & 0xffff) + (sum >>> 16);
  packet.writeUInt16BE(~sum & 0xffff, at);
}
