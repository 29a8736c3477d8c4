import { describe, expect, it } from 'vitest';
import {
  block,
  counting,
  enhancedPacket,
  interfaceBlock,
  join,
  layOut,
  option,
  padded,
  pcapHeader,
  pcapRecord,
  readAll,
  section,
} from './capture-bytes';

const data = counting(60);
const seconds = 1_700_000_000;

describe('CaptureReader on pcap', () => {
  it.each([true, false])('reads microseconds, little-endian %s', (isLittle) => {
    const capture = join(
      pcapHeader({ isLittle }),
      pcapRecord(seconds, 123_456, data, { isLittle, wire: 1500 }),
      pcapRecord(seconds + 1, 7, counting(3), { isLittle }),
    );
    const { packets, reader } = readAll(capture);
    expect(packets).toEqual([
      { data: Array.from(data), wire: 1500, us: seconds * 1e6 + 123_456, linkType: 1 },
      { data: [0, 1, 2], wire: 3, us: (seconds + 1) * 1e6 + 7, linkType: 1 },
    ]);
    expect([reader.packets, reader.bytes, reader.damagedAt, reader.failure]).toEqual([2, 63, null, null]);
  });

  it.each([true, false])('keeps the fraction of nanoseconds, little-endian %s', (isLittle) => {
    const shape = { magic: 0xa1b23c4d, isLittle };
    const capture = join(pcapHeader(shape), pcapRecord(seconds, 123_456_750, data, { isLittle }));
    expect(readAll(capture).packets[0].us).toBe(seconds * 1e6 + 123_456.75);
  });

  it('steps over the longer record headers of the modified format', () => {
    const extra = counting(8, 0xf0);
    const header = pcapHeader({ magic: 0xa1b2cd34 });
    const capture = join(header, pcapRecord(1, 2, data, { extra }), pcapRecord(3, 4, data, { extra }));
    expect(readAll(capture).packets.map((packet) => [packet.us, packet.data[0], packet.data.length])).toEqual([
      [1_000_002, 0, 60],
      [3_000_004, 0, 60],
    ]);
  });

  it.each([
    [0x1c0001ac, 1_000_000.5],
    [0x1c0001ab, 1_000_500],
  ])('steps over the longer file header of lcap (%i)', (magic, us) => {
    const capture = join(pcapHeader({ magic, isLittle: false }), counting(4));
    expect(readAll(join(capture, pcapRecord(1, 500, data, { isLittle: false }))).packets[0].us).toBe(us);
  });

  it('takes the lengths in the other order before version 2.3', () => {
    const record = pcapRecord(1, 0, data, { captured: 1500, wire: 60 });
    expect(readAll(join(pcapHeader({ minor: 2 }), record)).packets[0]).toMatchObject({ wire: 1500 });
    expect(readAll(join(pcapHeader({ minor: 3 }), record)).packets[0]).toMatchObject({ wire: 1500 });
  });

  it('masks the frame check sequence bits and knows the numbers of raw IP', () => {
    const linkTypeOf = (network: number) => readAll(join(pcapHeader({ network }), pcapRecord(1, 0, data)));
    expect(linkTypeOf(0x44000001).packets[0].linkType).toBe(1);
    expect(linkTypeOf(12).packets[0].linkType).toBe(101);
    expect(linkTypeOf(14).reader.linkTypes).toEqual([101]);
  });

  it('tolerates packets without bytes and packets longer than they were on the wire', () => {
    const capture = join(
      pcapHeader(),
      pcapRecord(1, 0, new Uint8Array(0), { wire: 90 }),
      pcapRecord(2, 0, data, { wire: 10 }),
    );
    const { packets, reader } = readAll(capture);
    expect(packets.map((packet) => [packet.data.length, packet.wire])).toEqual([
      [0, 90],
      [60, 60],
    ]);
    expect(reader.damagedAt).toBeNull();
  });

  it('fills one batch after the other when there are more packets than a batch holds', () => {
    const records = Array.from({ length: 25 }, (_, index) => pcapRecord(1, index, counting(index)));
    const { packets } = readAll(join(pcapHeader(), ...records), undefined, 4);
    expect(packets.map((packet) => packet.us - 1e6)).toEqual(Array.from({ length: 25 }, (_, index) => index));
  });
});

describe('CaptureReader on pcapng', () => {
  it.each([true, false])('reads enhanced packets, little-endian %s', (isLittle) => {
    const capture = join(
      section(isLittle),
      interfaceBlock(1, { isLittle }),
      enhancedPacket(0, 1_700_000_000_123_456n, data, { isLittle, wire: 1500 }),
      enhancedPacket(0, 1_700_000_000_123_457n, counting(5), { isLittle }),
    );
    const { packets, reader } = readAll(capture);
    expect(packets).toEqual([
      { data: Array.from(data), wire: 1500, us: 1_700_000_000_123_456, linkType: 1 },
      { data: [0, 1, 2, 3, 4], wire: 5, us: 1_700_000_000_123_457, linkType: 1 },
    ]);
    expect(reader.damagedAt).toBeNull();
  });

  it.each([
    ['seconds', 0, 0n, 1_700_000_000n, 1.7e15],
    ['milliseconds', 3, 0n, 1_700_000_000_123n, 1_700_000_000_123_000],
    ['nanoseconds, exactly', 9, 0n, 1_700_000_000_123_457_000n, 1_700_000_000_123_457],
    ['nanoseconds with a fraction', 9, 0n, 1_700_000_000_123_457_250n, 1_700_000_000_123_457.25],
    ['picoseconds', 12, 1_700_000_000n, 5_000_000n, 1_700_000_000_000_005],
    ['halves of seconds', 0x81, 0n, 3_400_000_001n, 1_700_000_000_500_000],
    ['1/1024 seconds', 0x8a, 0n, 1_700_000_000n * 1024n + 256n, 1_700_000_000_250_000],
    ['2^-32 seconds', 0xa0, 0n, (1_700_000_000n << 32n) + (1n << 31n), 1_700_000_000_500_000],
    ['an offset', 6, 3600n, 1_000_000n, 3_601_000_000],
    ['an offset back', 6, -3600n, 3_601_000_000n, 1_000_000],
  ])('understands timestamps in %s', (_name, resolution, offsetSeconds, time, us) => {
    for (const isLittle of [true, false]) {
      const from = interfaceBlock(1, { isLittle, resolution, offsetSeconds });
      const capture = join(section(isLittle), from, enhancedPacket(0, time, data, { isLittle }));
      expect(readAll(capture).packets[0].us).toBe(us);
    }
  });

  it('keeps impossible times inside what a date can hold', () => {
    const capture = join(
      section(),
      interfaceBlock(1, { resolution: 0 }),
      enhancedPacket(0, 0xffffffffffffffffn, data),
      interfaceBlock(1, { resolution: 0, offsetSeconds: -0x7fffffffffffffffn }),
      enhancedPacket(1, 0n, data),
    );
    for (const { us } of readAll(capture).packets) expect(new Date(us / 1000).toISOString()).toContain('Z');
  });

  it('starts afresh with each section, in its own byte order and with its own interfaces', () => {
    const capture = join(
      section(true),
      interfaceBlock(1),
      interfaceBlock(101),
      enhancedPacket(1, 1n, data),
      enhancedPacket(0, 2n, data),
      section(false),
      interfaceBlock(113, { isLittle: false }),
      enhancedPacket(0, 3n, data, { isLittle: false }),
    );
    const { packets, reader } = readAll(capture);
    expect(packets.map((packet) => [packet.us, packet.linkType])).toEqual([
      [1, 101],
      [2, 1],
      [3, 113],
    ]);
    expect(reader.linkTypes).toEqual([1, 101, 113]);
  });

  it('reads simple and obsolete packet blocks', () => {
    const capture = join(
      section(),
      interfaceBlock(1, { snapLength: 10 }),
      block(true, 2, [16, 0], [16, 3], [32, 0], [32, 77], [32, 5], [32, 60], padded(counting(5))),
      block(true, 3, [32, 60], padded(counting(10))),
      block(true, 3, [32, 5], padded(counting(5))),
    );
    expect(readAll(capture).packets.map((packet) => [packet.us, packet.data.length, packet.wire])).toEqual([
      [77, 5, 60],
      [77, 10, 60],
      [77, 5, 5],
    ]);
  });

  it('takes the newest drop counts of every interface', () => {
    const statistics = (id: number, dropped: bigint, droppedBySystem: bigint) =>
      block(
        true,
        5,
        [32, id],
        [64, 0],
        option(true, 4, layOut(true, [64, 1000n])),
        option(true, 5, layOut(true, [64, dropped])),
        option(true, 7, layOut(true, [64, droppedBySystem])),
        new Uint8Array(4),
      );
    const head = [section(), interfaceBlock(1), interfaceBlock(1)];
    expect(readAll(join(...head)).reader.dropped).toBeNull();
    const capture = join(...head, statistics(0, 3n, 1n), statistics(1, 10n, 0n), statistics(0, 5n, 2n));
    expect(readAll(capture).reader.dropped).toBe(17);
  });

  it('steps over blocks that it does not know, of any length', () => {
    const unknown = block(true, 0x0bad, counting(100_000));
    const capture = join(section(), unknown, interfaceBlock(1), unknown, enhancedPacket(0, 9n, data), unknown);
    for (const pieceBytes of [1000, capture.length]) {
      const { packets, reader } = readAll(capture, pieceBytes);
      expect(packets.map((packet) => packet.us)).toEqual([9]);
      expect(reader.damagedAt).toBeNull();
    }
  });
});
