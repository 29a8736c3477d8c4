import { describe, expect, it } from 'vitest';
import { decodePacket } from '../../../main/decode/decode-packet';
import { FragmentTable } from '../../../main/decode/fragments';
import { PacketHeader } from '../../../main/decode/packet-header';
import { hex, ipv4, ipv6, udp, uint16 } from './build-packet';
import type { Bytes } from './build-packet';

const second = 1e6;
const payload = new Array<number>(16).fill(1);

function resolve(table: FragmentTable, packet: Bytes, timestampUs: number) {
  const data = Uint8Array.from(packet);
  const header = new PacketHeader();
  decodePacket(data, 0, data.length, data.length, 101, header);
  const isResolved = table.resolve(data, header, timestampUs);
  return { isResolved, ports: [header.sourcePort, header.destinationPort], protocol: header.protocol };
}

const first = (id: number) => ipv4({ protocol: 17, id, fragment: 0x2000 }, udp(53, 4000 + id, payload, 900));
const later = (id: number) => ipv4({ protocol: 17, id, fragment: 3 }, payload);

describe('FragmentTable', () => {
  it('gives later fragments the ports of the first', () => {
    const table = new FragmentTable();
    resolve(table, first(1), 0);
    resolve(table, first(2), 0);
    expect(resolve(table, later(1), second)).toMatchObject({ isResolved: true, ports: [53, 4001] });
    expect(resolve(table, later(2), second)).toMatchObject({ isResolved: true, ports: [53, 4002] });
  });

  it('leaves ports at 0 where the first fragment is missing, another packet or a minute old', () => {
    const table = new FragmentTable();
    resolve(table, first(1), 100 * second);
    const unknown = { isResolved: false, ports: [0, 0] };
    expect(resolve(table, later(2), 100 * second)).toMatchObject(unknown);
    expect(resolve(table, ipv4({ protocol: 6, id: 1, fragment: 3 }, payload), 100 * second)).toMatchObject(unknown);
    expect(
      resolve(table, ipv4({ protocol: 17, id: 1, fragment: 3, source: [10, 0, 0, 9] }, payload), 100 * second),
    ).toMatchObject(unknown);
    expect(resolve(table, later(1), 161 * second)).toMatchObject(unknown);
    expect(resolve(table, later(1), 30 * second)).toMatchObject(unknown);
    expect(resolve(table, later(1), 99 * second)).toMatchObject({ isResolved: true });
  });

  it('finds the transport of IPv6 fragments whose first one has more extension headers (RFC 8200 section 4.5)', () => {
    const table = new FragmentTable();
    const fragment = (word: string) => [60, 0, ...hex(word), ...hex('0000 00 07')];
    const datagram = [17, 0, 1, 4, 0, 0, 0, 0, ...udp(53, 99, payload, 900)];
    resolve(table, ipv6(44, [...fragment('0001'), ...datagram]), 0);
    expect(resolve(table, ipv6(44, [...fragment('0020'), ...payload]), 0)).toEqual({
      isResolved: true,
      ports: [53, 99],
      protocol: 17,
    });
  });

  it('stays bounded: the newest fragments are remembered among a hundred thousand', () => {
    const table = new FragmentTable();
    const from = (count: number): Bytes => [10, 1, ...uint16(count & 0xffff)];
    for (let count = 0; count < 100_000; count++) {
      resolve(table, ipv4({ protocol: 17, fragment: 0x2000, source: from(count) }, udp(1, 2, payload, 900)), count);
    }
    let remembered = 0;
    for (let count = 99_900; count < 100_000; count++) {
      const packet = ipv4({ protocol: 17, fragment: 3, source: from(count) }, payload);
      if (resolve(table, packet, 100_000).isResolved) remembered++;
    }
    expect(remembered).toBeGreaterThan(95);
  });
});
