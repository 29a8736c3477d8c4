import { describe, expect, it } from 'vitest';
import { decodePacket } from '../../../../main/decode/decode-packet';
import { formatAddress } from '../../../../main/decode/format-address';
import { DecodeOutcome, PacketHeader } from '../../../../main/decode/packet-header';
import { Pipeline } from '../../../../main/pipeline';
import { catalogue } from '../../../../models/generator/catalogue';
import { generateTraffic, type TrafficOptions } from '../../../../models/generator/generate-traffic';
import type { GeneratedConnection } from '../../../../models/generator/generated-connection';
import { batchOf, mergeByTime } from '../../../../models/generator/packet-batches';

const short = { mostSeconds: 240, connections: 1 } as const;

function bytesOf(options: TrafficOptions): string {
  let sum = 0;
  let bytes = 0;
  for (const { packets } of generateTraffic(options)) {
    for (let at = 0; at < packets.bytes; at++) sum = (Math.imul(sum, 31) + packets.data[at]) | 0;
    bytes += packets.bytes;
  }
  return `${bytes}:${sum}`;
}

/** The dialect that the product reads from the payload of one connection, or null. */
function dialectOf(connection: GeneratedConnection): string | null {
  let dialect: string | null = null;
  const pipeline: Pipeline = new Pipeline({
    model: {
      kind: 'flow',
      name: 'none',
      version: '0',
      sha256: '',
      calibration: { slope: 1, intercept: 0, lasting: 0 },
      predictor: { inputs: 0, logit: () => 0 },
    },
    isHeadersOnly: false,
    maxConnections: 10,
    onEnded: (index) => (dialect = pipeline.payload.findings(index)?.dialect ?? dialect),
  });
  pipeline.accept(batchOf(connection.packets));
  pipeline.finish();
  return dialect;
}

describe('generateTraffic', () => {
  it('gives the same bytes for the same options, and others for another seed', () => {
    const options = { seed: 11, connections: 25, mostSeconds: 300 };
    expect(bytesOf(options)).toBe(bytesOf(options));
    expect(bytesOf(options)).not.toBe(bytesOf({ ...options, seed: 12 }));
  });

  it('writes packets that decode to the ends it names, with headers only when asked', () => {
    const header = new PacketHeader();
    for (const connection of generateTraffic({ seed: 5, connections: 40, mostSeconds: 120, snapLength: 96 })) {
      const { packets, client, server } = connection;
      for (let at = 0; at < packets.count; at++) {
        const offset = packets.offsets[at];
        const length = packets.capturedLengths[at];
        expect(length).toBeLessThanOrEqual(96);
        expect(decodePacket(packets.data, offset, length, packets.wireLengths[at], 1, header)).toBe(
          DecodeOutcome.decoded,
        );
        const isUp = header.sourcePort === client.port;
        expect([header.sourcePort, header.destinationPort]).toEqual(
          isUp ? [client.port, server.port] : [server.port, client.port],
        );
        const bytes = header.ipVersion === 4 ? 4 : 16;
        expect(formatAddress(packets.data, header.addressOffset, bytes)).toBe(isUp ? client.address : server.address);
      }
    }
  });

  it.each(catalogue.filter((entry) => entry.label === 'mining').map((entry) => entry.kind))(
    'says %s so that the product reads it',
    (kind) => {
      const kinds = new RegExp(`^mining/${kind}$`);
      const isInPage = kind === 'coinhive' || kind === 'webminerpool' || kind === 'getwork-websocket';
      const [...plain] = generateTraffic({
        ...short,
        seed: 2,
        // Few of these are plain.
        connections: isInPage || kind === 'beam' ? 100 : 24,
        kinds,
        leastSeconds: 100,
        mining: 1,
      });
      if (kind === 'stratum-v2') {
        expect(plain.every(({ isEncrypted }) => isEncrypted)).toBe(true);
      } else if (kind === 'unknown-pool') {
        expect(plain.map(dialectOf).every((dialect) => dialect === null)).toBe(true);
      } else {
        const readable = plain.filter(({ isEncrypted, isCutAtStart }) => !isEncrypted && !isCutAtStart);
        const [framed, bare] = [true, false].map((isFramed) =>
          readable.filter((connection) => connection.kind.endsWith('/ws') === isFramed).map(dialectOf),
        );
        expect(readable.length).toBeGreaterThan(0);
        expect(bare).not.toContain(null);
        // Compressed WebSocket messages are not read.
        if (framed.length > 0) expect(framed.some((dialect) => dialect !== null)).toBe(true);
      }
    },
  );

  it.each(catalogue.filter((entry) => entry.label === 'benign').map((entry) => entry.kind))(
    'plays %s without a word of mining',
    (kind) => {
      const kinds = new RegExp(`^benign/${kind}$`);
      for (const connection of generateTraffic({
        ...short,
        seed: 4,
        connections: 3,
        kinds,
        mining: 0,
        mostSeconds: 60,
      })) {
        expect(connection.packets.count).toBeGreaterThan(0);
        expect(dialectOf(connection)).toBeNull();
      }
    },
  );

  it('merges connections by time', () => {
    const connections = [...generateTraffic({ seed: 6, connections: 10, mostSeconds: 60, spanSeconds: 10 })];
    const times = [...mergeByTime(connections)].flatMap(({ timestampsUs, count }) => [
      ...timestampsUs.subarray(0, count),
    ]);
    expect(times.length).toBe(connections.reduce((sum, { packets }) => sum + packets.count, 0));
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('keeps connections of reconnecting clients in one group, from one address, one after the other', () => {
    const connections = [
      ...generateTraffic({ seed: 8, connections: 4, kinds: /cryptonote$/, mining: 1, reconnectSeconds: 60 }),
    ];
    expect(new Set(connections.map(({ group }) => group)).size).toBeLessThanOrEqual(2);
    const [first, second] = connections;
    expect(second.client.address).toBe(first.client.address);
    expect(second.packets.timestampsUs[0]).toBeGreaterThan(first.packets.timestampsUs[first.packets.count - 1]);
  });
});
