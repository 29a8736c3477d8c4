import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePacket } from '../../../main/decode/decode-packet';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';
import { carried, carried6, ethernet, hex, ipv6, tunnel, udp } from './build-packet';
import type { Bytes } from './build-packet';

const linkTypes = [
  0, 1, 9, 12, 14, 50, 51, 100, 101, 104, 105, 108, 113, 119, 127, 163, 192, 220, 228, 229, 239, 258, 276,
];

const encapsulated: readonly Bytes[] = [
  carried,
  carried6,
  ethernet(0x0800, carried),
  ethernet(0x8100, [
    ...hex('0064 86dd'),
    ...ipv6(0, [...hex('2c 00 01 04 00 00 00 00 06 00 00 01 00 00 00 01'), ...carried.slice(20)]),
  ]),
  ethernet(0x8864, [...hex('11 00 0001 0036 0021'), ...carried]),
  ethernet(0x8847, [...hex('00020140 00000000'), ...ethernet(0x0800, carried)]),
  ethernet(
    0x0800,
    tunnel(47, [
      ...hex('b000 88be 00000000 00000001 00000001'),
      ...new Array<number>(8).fill(0),
      ...ethernet(0x0800, carried),
    ]),
  ),
  ethernet(0x0800, tunnel(17, udp(1, 4789, [...hex('08000000 00000100'), ...ethernet(0x0800, carried)]))),
  ethernet(0x0800, tunnel(17, udp(1, 2152, [...hex('34ff 0038 00000001 00000085 01 000000'), ...carried]))),
  [...hex('02 00 0000 0800 0100 08000100 3000 0900'), ...carried],
  [
    ...hex('00 00 0900 02000000 20 8802'),
    ...new Array<number>(26).fill(0),
    ...hex('aa aa 03 00 00 00 08 00'),
    ...carried,
  ],
];

/** A packet that makes some sense, with a few bytes overwritten. */
const damaged = fc
  .tuple(
    fc.constantFrom(...encapsulated),
    fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 255 })), { maxLength: 4 }),
  )
  .map(([packet, changes]) => {
    const bytes = Uint8Array.from(packet);
    for (const [position, value] of changes) bytes[position % bytes.length] = value;
    return bytes;
  });

const packets = fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged);

/** The packet in the middle of data that is otherwise full of `filler`. */
function surround(packet: Uint8Array, offset: number, filler: number): Uint8Array {
  const data = new Uint8Array(offset + packet.length + 300).fill(filler);
  data.set(packet, offset);
  return data;
}

function decode(
  data: Uint8Array,
  offset: number,
  captured: number,
  wire: number,
  linkType: number,
  header = new PacketHeader(),
) {
  const outcome = decodePacket(data, offset, captured, wire, linkType, header);
  return { outcome, header: { ...header } };
}

describe('decodePacket, whatever the bytes', () => {
  it('looks at nothing but the packet, and leaves nothing of the packet before', () => {
    const used = new PacketHeader();
    fc.assert(
      fc.property(
        packets,
        fc.constantFrom(...linkTypes),
        fc.nat({ max: 40 }),
        fc.nat({ max: 99 }),
        (packet, linkType, offset, cut) => {
          const captured = Math.max(packet.length - cut, 0);
          const seen = packet.subarray(0, captured);
          const zeros = decode(surround(seen, offset, 0), offset, captured, packet.length, linkType);
          const ones = decode(surround(seen, offset, 0xff), offset, captured, packet.length, linkType, used);
          const ip = decode(surround(seen, offset, 0x45), offset, captured, packet.length, linkType);
          expect(ones).toEqual(zeros);
          expect(ip).toEqual(zeros);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('keeps addresses and payload inside the captured bytes, and every number in its range', () => {
    fc.assert(
      fc.property(packets, fc.constantFrom(...linkTypes), fc.nat({ max: 99 }), (packet, linkType, cut) => {
        const offset = 20;
        const captured = Math.max(packet.length - cut, 0);
        const { outcome, header } = decode(surround(packet, offset, 0xff), offset, captured, packet.length, linkType);
        expect(Object.values(DecodeOutcome)).toContain(outcome);
        if (outcome !== DecodeOutcome.decoded) return;
        const end = offset + captured;
        const addressesEnd = header.addressOffset + (header.ipVersion === 4 ? 8 : 32);
        const problems = [
          header.addressOffset < offset || addressesEnd > end,
          header.ipOffset < offset || header.ipOffset >= end,
          header.payloadCaptured < 0 || header.payloadCaptured > header.payloadLength,
          header.payloadOffset < addressesEnd || header.payloadOffset + header.payloadCaptured > end,
          header.payloadLength >= header.ipLength,
          header.macOffset !== -1 && (header.macOffset < offset || header.macOffset + 6 > end),
          !Object.values(header).every(
            (value) => typeof value === 'boolean' || (Number.isInteger(value) && value >= -1),
          ),
          header.fragmentOffset > 0 && header.sourcePort + header.destinationPort > 0,
        ];
        expect(problems).not.toContain(true);
      }),
      { numRuns: 3000 },
    );
  });
});
