/** Makes batches of a spoken TCP conversation, with advancing sequence numbers. */
import type { PacketBatch } from '../../../main/capture/packet-source';
import { encodePcap } from '../../support/encode-pcap';
import { CaptureReader } from '../../../main/capture/capture-reader';
import { ethernet, ipv4, uint16, uint32 } from '../decode/build-packet';

export interface Spoken {
  at: number;
  isUp: boolean;
  text: string;
}

const begin = Date.UTC(2026, 0, 1) * 1000;
const type = 0x0800;

/** One connection from 10.0.0.1:`clientPort` to 203.0.113.9:3333 as packets: handshake, segments, FINs. */
export function speak(clientPort: number, said: readonly Spoken[]): { timestampUs: number; data: Uint8Array }[] {
  const sequences = { up: 1000 * clientPort, down: 77 };
  let id = clientPort;
  const first = said[0]?.at ?? 0;
  const packet = (
    at: number,
    isUp: boolean,
    flags: number,
    text: string,
  ): { timestampUs: number; data: Uint8Array } => {
    const side = isUp ? 'up' : 'down';
    const ports = isUp ? [clientPort, 3333] : [3333, clientPort];
    const ends = isUp
      ? { source: [10, 0, 0, 1], destination: [203, 0, 113, 9] }
      : { source: [203, 0, 113, 9], destination: [10, 0, 0, 1] };
    const segment = [
      ...uint16(ports[0]),
      ...uint16(ports[1]),
      ...uint32(sequences[side] >>> 0),
      ...uint32(sequences[isUp ? 'down' : 'up'] >>> 0),
      0x50,
      flags,
      ...uint16(60_000),
      ...uint16(id & 0xffff),
      0,
      0,
      ...Array.from(text, (character) => character.charCodeAt(0)),
    ];
    sequences[side] += text.length + (flags & 3 ? 1 : 0);
    id++;
    return {
      timestampUs: begin + at * 1e6,
      data: Uint8Array.from(ethernet(type, ipv4({ protocol: 6, id: id & 0xffff, ...ends }, segment))),
    };
  };
  const last = said.at(-1)?.at ?? 0;
  return [
    packet(first - 0.09, true, 2, ''),
    packet(first - 0.05, false, 18, ''),
    packet(first - 0.04, true, 16, ''),
    ...said.map(({ at, isUp, text }) => packet(at, isUp, 24, text)),
    packet(last + 1, true, 17, ''),
    packet(last + 1.1, false, 17, ''),
    packet(last + 1.2, true, 16, ''),
  ];
}

/** Packets in order of time, as batches. */
export function* batchesOf(packets: { timestampUs: number; data: Uint8Array }[]): Generator<PacketBatch> {
  const reader = new CaptureReader('spoken');
  yield* reader.push(encodePcap(packets.toSorted((a, b) => a.timestampUs - b.timestampUs)));
}

/** A CryptoNote miner: login, a job at once and every 30 s, a share every 20 s. */
export function mine(from: number, seconds: number): Spoken[] {
  const job = `{"blob":"${'07'.repeat(76)}","job_id":"j","target":"b88d0600","algo":"rx/0"}`;
  const said: Spoken[] = [
    {
      at: from,
      isUp: true,
      text: '{"id":1,"jsonrpc":"2.0","method":"login","params":{"login":"48xyz","pass":"x","agent":"test/1.0"}}\n',
    },
    { at: from + 0.05, isUp: false, text: `{"id":1,"jsonrpc":"2.0","result":{"id":"a","job":${job},"status":"OK"}}\n` },
  ];
  for (let at = 30; at < seconds; at += 30) {
    said.push({ at: from + at, isUp: false, text: `{"jsonrpc":"2.0","method":"job","params":${job}}\n` });
  }
  for (let at = 20; at < seconds; at += 20) {
    const params = '{"id":"a","job_id":"j","nonce":"01020304","result":"' + 'ab'.repeat(32) + '"}';
    said.push({ at: from + at + 3, isUp: true, text: `{"id":2,"method":"submit","params":${params}}\n` });
    said.push({ at: from + at + 3.06, isUp: false, text: '{"id":2,"jsonrpc":"2.0","result":{"status":"OK"}}\n' });
  }
  return said.toSorted((a, b) => a.at - b.at);
}
