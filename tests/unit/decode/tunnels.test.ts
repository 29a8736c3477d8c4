import { describe, expect, it } from 'vitest';
import { carried, carried6, ethernet, hex, ipv4, ipv6, tunnel, udp, uint16 } from './build-packet';
import type { Bytes } from './build-packet';
import { decodeBytes } from './decode-bytes';

const path = '10.0.0.1:50000 > 10.0.0.2:3333';
const frame = ethernet(0x0800, carried);
const zeros = (count: number): Bytes => new Array<number>(count).fill(0);
const over = (port: number, payload: Bytes): Bytes => tunnel(17, udp(49_152, port, payload));

/** Name and the IP packet that carries `carried`. */
const tunnels: [string, Bytes][] = [
  ['IP in IP (RFC 2003)', tunnel(4, carried)],
  ['IPv4 in IPv6 (RFC 2473)', ipv6(4, carried)],
  ['authentication header (RFC 4302), then IP in IP', tunnel(51, [4, 4, ...zeros(22), ...carried])],
  ['EtherIP (RFC 3378)', tunnel(97, [...hex('3000'), ...frame])],
  ['MPLS in IP (RFC 4023)', tunnel(137, [...hex('00020140'), ...carried])],
  ['GRE (RFC 2784)', tunnel(47, [...hex('0000 0800'), ...carried])],
  ['GRE with checksum, key and sequence (RFC 2890)', tunnel(47, [...hex('b000 0800'), ...zeros(12), ...carried])],
  ['GRE with routing (RFC 1701)', tunnel(47, [...hex('4000 0800 00000000 0800 0004 c0000201 0000 0000'), ...carried])],
  ['GRE with Ethernet inside', tunnel(47, [...hex('2000 6558 00000001'), ...frame])],
  ['GRE with MPLS inside', tunnel(47, [...hex('0000 8847 00020140'), ...carried])],
  ['PPTP (RFC 2637)', tunnel(47, [...hex('3081 880b 0030 0001 00000001 00000001 ff03 0021'), ...carried])],
  ['WCCP', tunnel(47, [...hex('0000 883e 00000000'), ...carried])],
  ['ERSPAN type I', tunnel(47, [...hex('0000 88be'), ...frame])],
  ['ERSPAN type II', tunnel(47, [...hex('1000 88be 00000001 1000000000000000'), ...frame])],
  ['ERSPAN type III', tunnel(47, [...hex('1000 22eb 00000001 200000000000000000000000'), ...frame])],
  [
    'ERSPAN type III with a subheader',
    tunnel(47, [...hex('1000 22eb 00000001 200000000000000000000001'), ...zeros(8), ...frame]),
  ],
  [
    '802.11 in GRE',
    tunnel(47, [...hex('0000 8200 0801'), ...zeros(22), ...hex('aa aa 03 00 00 00 08 00'), ...carried]),
  ],
  ['VXLAN (RFC 7348)', over(4789, [...hex('08000000 00000100'), ...frame])],
  ['VXLAN on the port Linux had first', over(8472, [...hex('08000000 00000100'), ...frame])],
  ['VXLAN-GPE', over(4790, [...hex('0c000001 00000100'), ...carried])],
  ['GENEVE with options (RFC 8926)', over(6081, [...hex('0100 6558 00000100 01020304'), ...frame])],
  ['GTP-U (TS 29.281)', over(2152, [...hex('30ff'), ...uint16(carried.length), ...hex('00000001'), ...carried])],
  ['GTP-U with an extension', over(2152, [...hex('34ff 0038 00000001 00000085 01 000000'), ...carried])],
  ['L2TP (RFC 2661)', over(1701, [...hex('4002 0036 0001 0001 ff03 0021'), ...carried])],
  ['GRE in UDP (RFC 8086)', over(4754, [...hex('0000 0800'), ...carried])],
  ['MPLS in UDP (RFC 7510)', over(6635, [...hex('00020140'), ...carried])],
  ['TZSP', over(37_008, [...hex('01 00 0001 0a 01 20 00 01'), ...frame])],
  [
    'GRE in VXLAN in IP in IP',
    tunnel(
      4,
      over(4789, [...hex('08000000 00000100'), ...ethernet(0x0800, tunnel(47, [...hex('0000 0800'), ...carried]))]),
    ),
  ],
];

describe('decodePacket in tunnels', () => {
  it.each(tunnels)('%s', (_name, packet) => {
    expect(decodeBytes(packet, 101)).toMatchObject({ outcome: 'decoded', path, payload: [1, 2, 3, 4] });
  });

  it.each([
    ['VXLAN', over(4789, [...hex('08000000 00000100'), ...frame])],
    ['GENEVE', over(6081, [...hex('0100 6558 00000100 01020304'), ...frame])],
  ])('gives the hardware address inside of %s, which is the guest’s', (_name, packet) => {
    const outer = ethernet(0x0800, packet);
    expect(decodeBytes(outer).macOffset).toBe(outer.length - frame.length + 6);
  });

  it('unwraps IPv6 in IPv4, in IPv6 and in Teredo (RFC 4213, RFC 2473, RFC 4380)', () => {
    const inside = '2001:db8::1:50000 > 2001:db8::2:3333';
    expect(decodeBytes(tunnel(41, carried6), 101).path).toBe(inside);
    expect(decodeBytes(ipv6(41, ipv6(60, [41, 0, 0, 0, 0, 0, 0, 0, ...carried6])), 101).path).toBe(inside);
    expect(decodeBytes(over(3544, carried6), 101).path).toBe(inside);
    const headers = [...hex('0001 0000'), ...zeros(8), 0, ...hex('0000 c000 01020304')];
    expect(decodeBytes(over(3544, [...headers, ...carried6]), 101).path).toBe(inside);
  });

  it('counts the tunnel itself where it carries no IP', () => {
    const arp = ethernet(0x0806, zeros(28));
    expect(decodeBytes(tunnel(47, [...hex('0000 6558'), ...arp]), 101)).toMatchObject({
      path: '192.0.2.1:0 > 192.0.2.2:0',
      protocol: 47,
    });
    expect(decodeBytes(tunnel(47, hex('0000 0000')), 101)).toMatchObject({ outcome: 'decoded', protocol: 47 });
    expect(decodeBytes(tunnel(47, [...hex('0000 6558'), ...arp]), 101).payload).toHaveLength(4 + arp.length);
    const acknowledgement = tunnel(47, hex('2081 880b 0000 0001 00000001'));
    expect(decodeBytes(acknowledgement, 101)).toMatchObject({ outcome: 'decoded', protocol: 47 });
    const encapsulated = [...hex('08000000 00000100'), ...arp];
    expect(decodeBytes(over(4789, encapsulated), 101)).toMatchObject({
      path: '192.0.2.1:49152 > 192.0.2.2:4789',
      protocol: 17,
      payload: encapsulated,
    });
  });

  it('leaves UDP alone whose payload does not prove to be the tunnel of its port', () => {
    const claims = ipv4({ protocol: 6, totalLength: 900 }, carried.slice(20));
    const payloads = [zeros(40), [...hex('30ff 0000 00000001'), ...claims], hex('30ff 0000 00000001 45'), hex('0800')];
    for (const payload of payloads) {
      expect(decodeBytes(over(2152, payload), 101)).toMatchObject({
        path: '192.0.2.1:49152 > 192.0.2.2:2152',
        payload,
      });
    }
  });

  it('calls a declared tunnel malformed or truncated as what it carries is', () => {
    expect(decodeBytes(tunnel(4, zeros(40)), 101)).toEqual({ outcome: 'malformed' });
    const packet = tunnel(4, carried);
    expect(decodeBytes(packet, 101, 39, packet.length)).toEqual({ outcome: 'truncated' });
  });

  it('unwraps the first fragment of a tunnel, whose inner packet is longer than it', () => {
    const carrier = ipv4(
      { protocol: 17, fragment: 0x2000 },
      udp(
        2152,
        2152,
        [...hex('30ff 0578 00000001'), ...ipv4({ protocol: 6, totalLength: 1400 }, carried.slice(20))],
        1416,
      ),
    );
    expect(decodeBytes(carrier, 101)).toMatchObject({ path, header: { payloadLength: 1360, payloadCaptured: 4 } });
  });

  it('stops after eight tunnels and at a tower of layers', () => {
    let packet = carried;
    for (let depth = 0; depth < 8; depth++) packet = tunnel(4, packet);
    expect(decodeBytes(packet, 101).path).toBe(path);
    expect(decodeBytes(tunnel(4, packet), 101)).toMatchObject({ path: '192.0.2.1:0 > 192.0.2.2:0', protocol: 4 });
    let tower = frame;
    for (let depth = 0; depth < 100; depth++) tower = ethernet(0x6558, tower);
    expect(decodeBytes(tower).outcome).toBe('malformed');
  });
});
