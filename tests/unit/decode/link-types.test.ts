import { describe, expect, it } from 'vitest';
import { carried, carried6, ethernet, hex, uint16 } from './build-packet';
import type { Bytes } from './build-packet';
import { decodeBytes } from './decode-bytes';

const path = '10.0.0.1:50000 > 10.0.0.2:3333';
const path6 = '2001:db8::1:50000 > 2001:db8::2:3333';
const zeros = (count: number): Bytes => new Array<number>(count).fill(0);

const snap = hex('aa aa 03 00 00 00 08 00');
/** A data frame's header with the two given control bytes, then whatever follows the three addresses. */
const wlan = (control: string, rest: Bytes): Bytes => [...hex(control), ...zeros(22), ...rest];
const radiotap = (present: string, fields: Bytes, frame: Bytes): Bytes => [
  0,
  0,
  8 + fields.length,
  0,
  ...hex(present),
  ...fields,
  ...frame,
];

/** Name, LINKTYPE_ number and a packet that holds `carried`. */
const carriers: [string, number, Bytes][] = [
  ['EN10MB', 1, ethernet(0x0800, carried)],
  ['EN10MB, 802.1Q', 1, ethernet(0x8100, [...hex('0064 0800'), ...carried])],
  ['EN10MB, 802.1ad with 802.1Q inside', 1, ethernet(0x88a8, [...hex('0064 8100 00c8 0800'), ...carried])],
  ['EN10MB, three tags', 1, ethernet(0x9100, [...hex('0064 8100 00c8 8100 0001 0800'), ...carried])],
  ['EN10MB, LLC and SNAP (RFC 1042)', 1, ethernet(52, [...snap, ...carried])],
  ['EN10MB, LLC with the IP service point', 1, ethernet(47, [...hex('06 06 03'), ...carried])],
  ['EN10MB, 802.1ah', 1, ethernet(0x88e7, [...zeros(4), ...ethernet(0x0800, carried)])],
  ['EN10MB, Cisco FabricPath', 1, ethernet(0x8903, [...zeros(2), ...ethernet(0x0800, carried)])],
  ['EN10MB, NSH (RFC 8300)', 1, ethernet(0x894f, [...hex('0fc6 01 01'), ...zeros(20), ...carried])],
  ['EN10MB, MPLS with two labels (RFC 3032)', 1, ethernet(0x8847, [...hex('00010040 00020140'), ...carried])],
  [
    'EN10MB, MPLS pseudo-wire with control word (RFC 4448)',
    1,
    ethernet(0x8847, [...hex('00020140 00000000'), ...ethernet(0x0800, carried)]),
  ],
  [
    'EN10MB, MPLS pseudo-wire without control word',
    1,
    ethernet(0x8847, [...hex('00020140'), ...ethernet(0x0800, carried)]),
  ],
  [
    'EN10MB, PPPoE (RFC 2516)',
    1,
    ethernet(0x8864, [...hex('11 00 0001'), ...uint16(carried.length + 2), ...hex('0021'), ...carried]),
  ],
  ['NULL, little-endian', 0, [...hex('02000000'), ...carried]],
  ['NULL, big-endian', 0, [...hex('00000002'), ...carried]],
  ['LOOP', 108, [...hex('00000002'), ...carried]],
  ['RAW', 101, carried],
  ['RAW of BSD', 12, carried],
  ['RAW of others', 14, carried],
  ['IPV4', 228, carried],
  ['PPP', 9, [...hex('0021'), ...carried]],
  ['PPP with HDLC framing (RFC 1662)', 9, [...hex('ff03 0021'), ...carried]],
  ['PPP with a compressed protocol field (RFC 1661)', 9, [...hex('21'), ...carried]],
  ['PPP with MPLS', 9, [...hex('0281 00020140'), ...carried]],
  ['PPP_HDLC', 50, [...hex('ff03 0021'), ...carried]],
  ['PPP_HDLC that is Cisco HDLC', 50, [...hex('0f00 0800'), ...carried]],
  ['PPP_ETHER', 51, [...hex('11 00 0001'), ...uint16(carried.length + 2), ...hex('0021'), ...carried]],
  ['ATM_RFC1483', 100, [...snap, ...carried]],
  ['C_HDLC', 104, [...hex('0f00 0800'), ...carried]],
  ['IEEE802_11, data to the access point', 105, wlan('0801', [...snap, ...carried])],
  ['IEEE802_11, data between access points', 105, wlan('0803', [...zeros(6), ...snap, ...carried])],
  ['IEEE802_11, QoS data', 105, wlan('8802', [...zeros(2), ...snap, ...carried])],
  ['IEEE802_11, QoS data with HT control', 105, wlan('8881', [...zeros(6), ...snap, ...carried])],
  ['IEEE802_11, first frame of an A-MSDU', 105, wlan('8802', [...hex('8000'), ...zeros(14), ...snap, ...carried])],
  ['RADIOTAP', 127, radiotap('00000000', [], wlan('0801', [...snap, ...carried]))],
  [
    'RADIOTAP with padding after the header',
    127,
    radiotap('03000000', [...zeros(8), 0x20], wlan('8802', [...zeros(4), ...snap, ...carried])),
  ],
  [
    'RADIOTAP with a second word of fields',
    127,
    radiotap('020000a0', [...hex('00000000'), 0x20], wlan('8802', [...zeros(4), ...snap, ...carried])),
  ],
  ['PRISM_HEADER', 119, [...hex('44000000'), ...zeros(140), ...wlan('0801', [...snap, ...carried])]],
  [
    'PRISM_HEADER that is AVS',
    119,
    [...hex('80211001 00000040'), ...zeros(56), ...wlan('0801', [...snap, ...carried])],
  ],
  ['IEEE802_11_AVS', 163, [...hex('80211001 00000040'), ...zeros(56), ...wlan('0801', [...snap, ...carried])]],
  ['LINUX_SLL', 113, [...hex('0000 0001 0006 020000000001 0000 0800'), ...carried]],
  ['LINUX_SLL with a VLAN tag', 113, [...hex('0000 0001 0006 020000000001 0000 8100 0064 0800'), ...carried]],
  ['LINUX_SLL with LLC', 113, [...hex('0000 0001 0006 020000000001 0000 0004'), ...snap, ...carried]],
  ['LINUX_SLL2', 276, [...hex('0800 0000 00000002 0001 00 06 0200000000010000'), ...carried]],
  ['PPI', 192, [...hex('00 00 0800 01000000'), ...ethernet(0x0800, carried)]],
  [
    'PPI with fields and 802.11',
    192,
    [...hex('00 00 1000 69000000'), ...zeros(8), ...wlan('0801', [...snap, ...carried])],
  ],
  ['NFLOG', 239, [...hex('02 00 0000 0800 0100 08000100 0500 0a00 41000000'), ...hex('3000 0900'), ...carried]],
  ['NFLOG of a big-endian machine', 239, [...hex('02 00 0000 0008 0001 08000100'), ...hex('0030 0009'), ...carried]],
  ['PKTAP', 258, [...hex('10000000 01000000 01000000 00000000'), ...ethernet(0x0800, carried)]],
];

describe('decodePacket by link type', () => {
  it.each(carriers)('%s', (_name, linkType, packet) => {
    expect(decodeBytes(packet, linkType)).toMatchObject({ outcome: 'decoded', path, payload: [1, 2, 3, 4] });
  });

  it.each(carriers)('%s: cut anywhere, it is never more than its headers tell', (_name, linkType, packet) => {
    for (let captured = 0; captured < packet.length; captured++) {
      const decoded = decodeBytes(packet, linkType, captured, packet.length);
      if (decoded.outcome === 'decoded') expect(decoded).toMatchObject({ path });
      // An aggregate of attributes or tags that is cut says nothing of what would have followed.
      else expect(['truncated', 'notIp']).toContain(decoded.outcome);
      if (captured >= packet.length - 10) expect(decoded.outcome).toBe('decoded');
    }
  });

  it('knows the address families of IPv6 on every system', () => {
    for (const family of [10, 23, 24, 28, 30]) {
      expect(decodeBytes([family, 0, 0, 0, ...carried6], 0).path).toBe(path6);
      expect(decodeBytes([0, 0, 0, family, ...carried6], 108).path).toBe(path6);
    }
    expect(decodeBytes(carried6, 101).path).toBe(path6);
    expect(decodeBytes(carried6, 229).path).toBe(path6);
  });

  it('leaves 802.11 frames alone that are no readable data', () => {
    const frames = {
      beacon: '8000',
      acknowledgement: 'd400',
      'data without data': '4801',
      'QoS without data': 'c801',
      protected: '0841',
    };
    for (const [name, control] of Object.entries(frames)) {
      expect(decodeBytes(wlan(control, [...snap, ...carried]), 105).outcome, name).toBe('notIp');
    }
  });

  it('notes the innermost Ethernet source address', () => {
    const inside = ethernet(0x0800, carried);
    expect(decodeBytes(ethernet(0x8847, [...hex('00020140 00000000'), ...inside])).macOffset).toBe(14 + 8 + 6);
    expect(decodeBytes(carried, 101).macOffset).toBe(-1);
  });

  it('takes PPPoE at its length when the IP header counts padding as data', () => {
    const acknowledgement = carried.slice(0, 40);
    const padded = [...acknowledgement.slice(0, 2), 0, 46, ...acknowledgement.slice(4), ...zeros(6)];
    const session = ethernet(0x8864, [...hex('11 00 0001 002a 0021'), ...padded]);
    expect(decodeBytes(session).header).toMatchObject({ ipLength: 40, payloadLength: 0 });
  });
});
