import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, hasProgram, requireOrSkip } from '../../support/requirements';
import { followWithKanaria } from './follow-with-kanaria';
import { followWithTshark } from './follow-with-tshark';

/** Miners, port reuse, mirrored packets, tunnels, IPv6, captures that start in the middle. */
const captures = [
  'malware-2026-headers/5bae25736a09de5f.pcap',
  'ndpi/6in4tunnel.pcap',
  'ndpi/dnp3.pcap',
  'ndpi/fix2.pcap',
  'ndpi/kafka.pcapng',
  'ndpi/mining.pcapng',
  'ndpi/opera-vpn.pcapng',
  'ndpi/reddit.pcap',
  'ndpi/rtsp.pcap',
  'ndpi/synscan.pcap',
  'ndpi/ultrasurf.pcap',
  'ndpi/wow.pcap',
  'nesfit-headers/cgminer.s1.pcap',
  'nesfit-headers/cgminer.s2.pcap',
  'zeek/testing__btest__Traces__http__m57-long-49600-80.pcap',
];

const data = dataFolder();
const isReady =
  requireOrSkip('the folder of real captures', data !== null) && requireOrSkip('tshark', hasProgram('tshark'));

describe.runIf(isReady)('connections as tshark follows them', () => {
  it.each(captures)('%s', { timeout: 60_000 }, async (file) => {
    const capture = path.join(data ?? '', 'captures', file);
    const ours = await followWithKanaria(capture);
    const serials = new Map<number, Set<number>>();
    const streams = new Map<number, Set<number>>();
    const otherPayload: number[] = [];
    for (const packet of followWithTshark(capture)) {
      const own = ours.get(packet.frame);
      if (own === undefined || own.sourcePort !== packet.sourcePort) continue;
      serials.set(packet.stream, (serials.get(packet.stream) ?? new Set()).add(own.serial));
      streams.set(own.serial, (streams.get(own.serial) ?? new Set()).add(packet.stream));
      const isOther = own.newPayload !== (own.isDuplicate ? 0 : packet.payloadLength);
      if (isOther && !packet.isDoubtful) otherPayload.push(packet.frame);
    }
    expect(serials.size).toBeGreaterThan(0);
    expect([...serials.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect([...streams.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect(otherPayload).toEqual([]);
  });
});
