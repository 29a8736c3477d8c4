import { describe, expect, it } from 'vitest';
import { carried, carried6, ethernet, hex, ipv4, ipv6, tcp, udp, uint16, uint32 } from './build-packet';
import { decodeBytes } from './decode-bytes';

const path4 = '10.0.0.1:50000 > 10.0.0.2:3333';
const path6 = '[2001:db8::1]:50000 > [2001:db8::2]:3333'.replace(/[[\]]/g, '');

describe('decodePacket', () => {
  it('reads every field of a TCP segment over IPv4 (RFC 791, RFC 9293)', () => {
    const segment = tcp({ options: hex('02 04 05 b4') }, [1, 2, 3]);
    const decoded = decodeBytes(
      ethernet(0x0800, ipv4({ protocol: 6, options: hex('94040000'), fragment: 0x4000 }, segment)),
    );
    expect(decoded).toMatchObject({ outcome: 'decoded', path: path4, payload: [1, 2, 3], ipOffset: 14, macOffset: 6 });
    expect(decoded.header).toMatchObject({
      ipVersion: 4,
      ipLength: 51,
      ttl: 61,
      ipId: 7,
      fragmentOffset: 0,
      hasDontFragment: true,
      hasMoreFragments: false,
      protocol: 6,
      tcpFlags: 0x18,
      sequence: 0xfedcba98,
      acknowledgement: 0x89abcdef,
      window: 0x1234,
      checksum: 0xbeef,
      payloadLength: 3,
      payloadCaptured: 3,
    });
  });

  it('steps over every extension header of IPv6 (RFC 8200 section 4)', () => {
    const options = (next: number) => [next, 1, ...new Array<number>(14).fill(0)];
    const routing = (next: number) => [next, 0, 4, 0, 0, 0, 0, 0];
    const authentication = (next: number) => [next, 4, ...new Array<number>(22).fill(0)];
    const fragment = (next: number) => [next, 0, 0, 0, ...uint32(0xabcd1234)];
    const chain = [
      ...options(43),
      ...routing(60),
      ...options(44),
      ...fragment(51),
      ...authentication(6),
      ...tcp({}, [9]),
    ];
    const decoded = decodeBytes(ethernet(0x86dd, ipv6(0, chain)));
    expect(decoded).toMatchObject({ outcome: 'decoded', path: path6, payload: [9] });
    expect(decoded.header).toMatchObject({
      ipVersion: 6,
      ttl: 57,
      ipId: 0x1234,
      protocol: 6,
      ipLength: 40 + chain.length,
    });
  });

  it('gives ICMP, ESP and unknown protocols ports of 0, and does not enter the packet that ICMP quotes', () => {
    for (const protocol of [1, 50, 200]) {
      const decoded = decodeBytes(ethernet(0x0800, ipv4({ protocol }, [3, 1, 0, 0, 0, 0, 0, 0, ...carried])));
      expect(decoded).toMatchObject({ outcome: 'decoded', path: '10.0.0.1:0 > 10.0.0.2:0', protocol });
      expect(decoded.header?.payloadLength).toBe(8 + carried.length);
    }
  });

  it('reads the ports of SCTP (RFC 9260)', () => {
    const decoded = decodeBytes(
      ethernet(0x0800, ipv4({ protocol: 132 }, [...uint16(36_412), ...uint16(9), ...hex('00000000')])),
    );
    expect(decoded.path).toBe('10.0.0.1:36412 > 10.0.0.2:9');
  });

  it('never takes Ethernet padding for payload', () => {
    const padding = new Array<number>(6).fill(0);
    const acknowledgement = ethernet(0x0800, [...ipv4({ protocol: 6 }, tcp({}, [])), ...padding]);
    expect(decodeBytes(acknowledgement)).toMatchObject({ payload: [] });
    expect(decodeBytes(acknowledgement).header?.payloadLength).toBe(0);
    const datagram = ethernet(0x0800, [...ipv4({ protocol: 17 }, udp(5, 6, [1])), ...padding]);
    expect(decodeBytes(datagram).payload).toEqual([1]);
  });

  it('takes the length on the wire where segmentation offload or a jumbogram leaves 0 (RFC 2675)', () => {
    const segment = tcp({}, [1, 2, 3, 4]);
    const offloaded = ethernet(0x0800, ipv4({ protocol: 6, totalLength: 0 }, segment));
    expect(decodeBytes(offloaded, 1, offloaded.length, 70_000).header).toMatchObject({
      payloadLength: 70_000 - 14 - 40,
      payloadCaptured: 4,
    });
    const jumbo = ethernet(0x86dd, ipv6(0, [...hex('06 00 c2 04 00 01 11 70'), ...segment], 0));
    expect(decodeBytes(jumbo, 1, jumbo.length, 70_014).header).toMatchObject({ ipLength: 70_000, payloadCaptured: 4 });
  });

  it('tells everything about a packet that was cut after its headers', () => {
    const packet = ethernet(
      0x0800,
      ipv4({ protocol: 6 }, tcp({ options: new Array<number>(12).fill(1) }, [1, 2, 3, 4])),
    );
    for (const captured of [packet.length - 4, 14 + 20 + 20, 14 + 20 + 14]) {
      const decoded = decodeBytes(packet, 1, captured, packet.length);
      expect(decoded).toMatchObject({ outcome: 'decoded', path: path4, payload: [] });
      expect(decoded.header).toMatchObject({ payloadLength: 4, payloadCaptured: 0, tcpFlags: 0x18 });
    }
    expect(decodeBytes(packet, 1, 14 + 20 + 13, packet.length)).toEqual({ outcome: 'truncated' });
    expect(decodeBytes(packet, 1, 33, packet.length)).toEqual({ outcome: 'truncated' });
    expect(decodeBytes(packet, 1, 13, packet.length)).toEqual({ outcome: 'truncated' });
    const datagram = ethernet(0x0800, ipv4({ protocol: 17 }, udp(53, 99, [1, 2, 3, 4])));
    expect(decodeBytes(datagram, 1, 38, datagram.length).path).toBe('10.0.0.1:53 > 10.0.0.2:99');
    expect(decodeBytes(datagram, 1, 37, datagram.length)).toEqual({ outcome: 'truncated' });
  });

  it('calls a packet malformed where a version or a length contradicts it', () => {
    const segment = tcp({}, [1, 2]);
    const broken = {
      'IPv4 version': ethernet(0x0800, ipv4({ protocol: 6, firstByte: 0x65 }, segment)),
      'IPv4 header length': ethernet(0x0800, ipv4({ protocol: 6, firstByte: 0x44 }, segment)),
      'IPv4 total length': ethernet(0x0800, ipv4({ protocol: 6, totalLength: 19 }, segment)),
      'IPv6 version': ethernet(0x86dd, ipv4({ protocol: 6 }, new Array<number>(40).fill(0))),
      'extension beyond the packet': ethernet(0x86dd, ipv6(60, [6, 9, 0, 0, 0, 0, 0, 0])),
      'TCP data offset below 5': ethernet(0x0800, ipv4({ protocol: 6 }, tcp({ dataOffset: 4 }, [1, 2]))),
      'TCP data offset beyond the packet': ethernet(0x0800, ipv4({ protocol: 6 }, tcp({ dataOffset: 15 }, [1, 2]))),
      'TCP header beyond the packet': ethernet(0x0800, ipv4({ protocol: 6, totalLength: 30 }, segment)),
      'UDP length below 8': ethernet(0x0800, ipv4({ protocol: 17 }, udp(5, 6, [1, 2], 7))),
      'UDP length of 0 over IPv4': ethernet(0x0800, ipv4({ protocol: 17 }, udp(5, 6, [1, 2], 0))),
      'UDP length beyond the packet': ethernet(0x0800, ipv4({ protocol: 17 }, udp(5, 6, [1, 2], 11))),
      'frame that ends in its header': hex('02 00 00'),
      'nothing at all': [],
    };
    for (const [what, packet] of Object.entries(broken)) {
      expect(decodeBytes(packet), what).toEqual({ outcome: 'malformed' });
    }
  });

  it('believes an IP length beyond the end of the frame, as cut captures have it', () => {
    const packet = ethernet(0x0800, ipv4({ protocol: 6, totalLength: 1500 }, tcp({}, [])));
    expect(decodeBytes(packet).header).toMatchObject({ ipLength: 1500, payloadLength: 1460, payloadCaptured: 0 });
  });

  it('gives later fragments no ports, and first fragments their part of the payload', () => {
    const first = decodeBytes(
      ethernet(0x0800, ipv4({ protocol: 17, fragment: 0x2000 }, udp(53, 99, new Array<number>(16).fill(1), 900))),
    );
    expect(first.path).toBe('10.0.0.1:53 > 10.0.0.2:99');
    expect(first.header).toMatchObject({ hasMoreFragments: true, payloadLength: 16 });
    const later = decodeBytes(ethernet(0x0800, ipv4({ protocol: 17, fragment: 3 }, [1, 2, 3, 4, 5])));
    expect(later).toMatchObject({ path: '10.0.0.1:0 > 10.0.0.2:0', protocol: 17, payload: [1, 2, 3, 4, 5] });
    expect(later.header).toMatchObject({ fragmentOffset: 24, hasMoreFragments: false });
    const later6 = decodeBytes(ethernet(0x86dd, ipv6(44, [...hex('06 00 05 a8 00 00 00 01'), 1, 2, 3])));
    expect(later6.header).toMatchObject({ fragmentOffset: 0x5a8, protocol: 6, sourcePort: 0, payloadLength: 3 });
  });

  it('counts what is not IP and link types it does not know', () => {
    expect(decodeBytes(ethernet(0x0806, new Array<number>(28).fill(0))).outcome).toBe('notIp');
    expect(decodeBytes(ethernet(0x88cc, [2, 7, 4])).outcome).toBe('notIp');
    expect(decodeBytes(ethernet(38, hex('42 42 03 00 00 00 00 00'))).outcome).toBe('notIp');
    for (const linkType of [2, 147, 189, 220, 65_535])
      expect(decodeBytes(carried, linkType).outcome).toBe('unknownLinkType');
  });

  it('decodes IPv6 payload like IPv4 payload', () => {
    expect(decodeBytes(ethernet(0x86dd, carried6))).toMatchObject({ path: path6, payload: [1, 2, 3, 4] });
  });
});
