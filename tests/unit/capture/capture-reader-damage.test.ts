import { describe, expect, it } from 'vitest';
import {
  block,
  counting,
  enhancedPacket,
  interfaceBlock,
  join,
  pcapHeader,
  pcapRecord,
  readAll,
  section,
} from './capture-bytes';

const data = counting(60);
const record = pcapRecord(1_700_000_000, 0, data);
const text = (letters: string) => new TextEncoder().encode(letters);

/** Packets read, where the damage was found and what was said about it. */
function outcome(capture: Uint8Array) {
  const { packets, reader } = readAll(capture);
  return [packets.length, reader.damagedAt, reader.warnings.length, reader.failure?.kind ?? null];
}

describe('CaptureReader on what is no capture', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['text', text('time,source,destination\n1,2,3\n'), 'not-a-capture'],
    ['less than a magic number', counting(3), 'not-a-capture'],
    ['half a pcap header', pcapHeader().subarray(0, 20), 'not-a-capture'],
    ['half a section header', section().subarray(0, 20), 'not-a-capture'],
    ['a section header without a byte-order mark', text('\n\r\r\n____________________'), 'not-a-capture'],
    [
      'a section of another version',
      block(true, 0x0a0d0d0a, [32, 0x1a2b3c4d], [16, 7], [16, 0], [64, 0]),
      'not-a-capture',
    ],
  ])('says so: %s', (_name, capture, kind) => {
    for (const pieceBytes of [1, 1000]) {
      const { packets, reader } = readAll(capture, pieceBytes);
      expect(packets).toEqual([]);
      expect(reader.failure?.kind).toBe(kind);
      expect(reader.failure?.message).toMatch(/^test .*\.$/);
      expect(reader.failure?.remedy).not.toBe('');
      expect([reader.damagedAt, reader.warnings]).toEqual([null, []]);
    }
  });

  it('names what it is where that is known', () => {
    expect(readAll(text('snoop\0\0\0________')).reader.failure?.remedy).toContain('editcap');
    expect(readAll(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0)).reader.failure?.message).toContain('zstd');
  });
});

describe('CaptureReader on damaged pcap', () => {
  it('is content with a capture without packets', () => {
    expect(outcome(pcapHeader())).toEqual([0, null, 0, null]);
  });

  it.each([1, 15, 16, 17, 75])('reads to the last whole record when %i bytes of the next one are there', (bytes) => {
    expect(outcome(join(pcapHeader(), record, record.subarray(0, bytes)))).toEqual([1, 24 + 76, 1, null]);
  });

  it.each([
    ['beyond 256 KiB', { snapLength: 262_144 }, 262_145],
    ['beyond all memory', { snapLength: 0 }, 0xffffffff],
    ['far beyond the snapshot length', { snapLength: 96 }, 65_536],
  ])('stops at a record length %s', (_name, shape, captured) => {
    const absurd = pcapRecord(1, 0, new Uint8Array(100_000), { captured });
    expect(outcome(join(pcapHeader(shape), record, absurd, record))).toEqual([1, 24 + 76, 1, null]);
  });

  it('reads packets somewhat longer than the declared snapshot length', () => {
    const large = pcapRecord(1, 0, new Uint8Array(9000));
    expect(outcome(join(pcapHeader({ snapLength: 96 }), large, record))).toEqual([2, null, 0, null]);
  });

  it('takes the zeros that a crash left at the end for damage', () => {
    expect(outcome(join(pcapHeader(), record, new Uint8Array(5000)))).toEqual([1, 24 + 76, 1, null]);
  });
});

describe('CaptureReader on damaged pcapng', () => {
  const head = join(section(), interfaceBlock(1));
  const packet = enhancedPacket(0, 1n, data);

  it('is content with a capture without packets, even without interfaces', () => {
    expect(outcome(head)).toEqual([0, null, 0, null]);
    expect(outcome(section())).toEqual([0, null, 0, null]);
  });

  it.each([1, 8, 12, 50, 91])('reads to the last whole block when %i bytes of the next one are there', (bytes) => {
    expect(outcome(join(head, packet, packet.subarray(0, bytes)))).toEqual([1, head.length + packet.length, 1, null]);
  });

  it('says where a block begins that is stepped over and does not end', () => {
    const unknown = block(true, 0x0bad, counting(1000));
    const capture = join(head, packet, unknown.subarray(0, 500));
    expect(outcome(capture)).toEqual([1, head.length + packet.length, 1, null]);
  });

  it.each([0, 8, 13, 0xfffffff0])('stops at a block length of %i', (length) => {
    const broken = packet.slice();
    new DataView(broken.buffer).setUint32(4, length, true);
    expect(outcome(join(head, packet, broken, packet))).toEqual([1, head.length + packet.length, 1, null]);
  });

  it('stops where the two lengths of a block differ', () => {
    const broken = packet.slice();
    new DataView(broken.buffer).setUint32(broken.length - 4, 88, true);
    expect(outcome(join(head, broken, packet))).toEqual([0, head.length, 1, null]);
  });

  it.each([
    ['of an interface nobody declared', enhancedPacket(7, 1n, data)],
    ['that claims more bytes than its block has', enhancedPacket(0, 1n, data, { captured: 61 })],
    ['that claims more bytes than there are', enhancedPacket(0, 1n, data, { captured: 0xffffffff })],
    ['in a block too short for one', block(true, 6, [32, 0])],
  ])('steps over a packet %s and says where it was', (_name, broken) => {
    const capture = join(head, packet, broken, packet, broken, packet);
    expect(outcome(capture)).toEqual([3, head.length + packet.length, 1, null]);
  });
});
