import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn, clampSegmentSize, passHops } from '../../../../models/lab/network/packet-edits';

/** A SYN of 48 bytes over IPv4 with the segment size announced, both checksums right. */
function makeSyn(ttl: number, mss: number): Buffer {
  const packet = Buffer.from(
    '450000300001400040060000c0a80002cb007105' + '9c40015b0000000100000000700216d000000000' + '0204000001010402',
    'hex',
  );
  packet[8] = ttl;
  packet.writeUInt16BE(mss, 42);
  packet.writeUInt16BE(checksum(packet.subarray(0, 20)), 10);
  packet.writeUInt16BE(checksum(tcpWithPseudoHeader(packet)), 36);
  return packet;
}

function tcpWithPseudoHeader(packet: Buffer): Buffer {
  return Buffer.concat([packet.subarray(12, 20), Buffer.of(0, 6, 0, packet.length - 20), packet.subarray(20)]);
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

describe('what the relay does to packets', () => {
  it('keeps both checksums right', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 255 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 536, max: 1460 }),
        fc.integer({ min: 536, max: 1460 }),
        (ttl, hops, announced, most) => {
          const packet = makeSyn(ttl, announced);
          passHops(packet, hops);
          clampSegmentSize(packet, most);
          expect(packet[8]).toBe(Math.max(1, ttl - hops));
          expect(packet.readUInt16BE(42)).toBe(Math.min(announced, most));
          expect(checksum(packet.subarray(0, 20))).toBe(0);
          expect(checksum(tcpWithPseudoHeader(packet))).toBe(0);
        },
      ),
    );
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const packet = Buffer.from(bytes);
        if (addressesIn(packet) === null) return;
        passHops(packet, 9);
        clampSegmentSize(packet, 1300);
      }),
    );
  });
});
