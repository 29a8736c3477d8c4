import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaptureReader } from '../../../main/capture/capture-reader';
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

const payload = fc.uint8Array({ maxLength: 80 });

const pcapCapture = fc
  .record({
    isLittle: fc.boolean(),
    magic: fc.constantFrom(0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34),
    snapLength: fc.constantFrom(0, 96, 65_535, 262_144),
    payloads: fc.array(payload, { maxLength: 12 }),
  })
  .map(({ isLittle, magic, snapLength, payloads }) => {
    const extra = new Uint8Array(magic === 0xa1b2cd34 ? 8 : 0);
    const records = payloads.map((data, index) => pcapRecord(1000 + index, index, data, { isLittle, extra }));
    return join(pcapHeader({ magic, isLittle, snapLength }), ...records);
  });

const pcapngSection = fc
  .record({
    isLittle: fc.boolean(),
    interfaces: fc.integer({ min: 1, max: 3 }),
    payloads: fc.array(payload, { maxLength: 8 }),
  })
  .map(({ isLittle, interfaces, payloads }) => {
    const declared = counting(interfaces).map((id) => id + 1);
    return join(
      section(isLittle),
      ...Array.from(declared, (linkType) => interfaceBlock(linkType, { isLittle, resolution: linkType * 3 })),
      ...payloads.map((data, index) => enhancedPacket(index % interfaces, BigInt(index) << 31n, data, { isLittle })),
      ...payloads.map((data) => block(isLittle, 3, [32, data.length], data, new Uint8Array(-data.length & 3))),
      ...payloads.map((data) => block(isLittle, 0x0bad, data, new Uint8Array(-data.length & 3))),
    );
  });

const capture = fc.oneof(
  pcapCapture,
  fc.array(pcapngSection, { minLength: 1, maxLength: 3 }).map((sections) => join(...sections)),
);

/** A capture with some bytes changed and perhaps its end cut off. */
const damagedCapture = fc
  .record({
    capture,
    changes: fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x0a, 0x7f, 0x80, 0xff)), { maxLength: 6 }),
    kept: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ capture: whole, changes, kept }) => {
    const bytes = whole.slice(0, kept < 0.5 ? undefined : Math.ceil(2 * (kept - 0.5) * whole.length));
    for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return bytes;
  });

function outcomeOf(reader: CaptureReader) {
  const { packets, bytes, damagedAt, failure, warnings, dropped, linkTypes, streamBytes } = reader;
  return { packets, bytes, damagedAt, failure, warnings, dropped, linkTypes, streamBytes };
}

describe('CaptureReader', () => {
  it('gives the same result whatever the pieces and the batches, however the capture is damaged', () => {
    fc.assert(
      fc.property(
        damagedCapture,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 5 }),
        (bytes, piece, batch) => {
          const whole = readAll(bytes);
          const pieces = readAll(bytes, piece, batch);
          expect(pieces.packets).toEqual(whole.packets);
          expect({ ...outcomeOf(pieces.reader), streamBytes: 0 }).toEqual({
            ...outcomeOf(whole.reader),
            streamBytes: 0,
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never reports a packet beyond the bytes that it was given, whatever they are', () => {
    const magics = [0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34].map((magic) => pcapHeader({ magic }));
    const heads = fc.constantFrom(...magics, section(), join(section(), interfaceBlock(1)), new Uint8Array(0));
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 400 }), (head, noise) => {
        const { packets, reader } = readAll(join(head, noise));
        expect(packets.reduce((sum, packet) => sum + packet.data.length, 0)).toBe(reader.bytes);
        expect(reader.bytes).toBeLessThanOrEqual(noise.length);
        for (const packet of packets) {
          expect(packet.wire).toBeGreaterThanOrEqual(packet.data.length);
          expect(Number.isFinite(packet.us)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads exactly the whole packets of a capture that was cut anywhere', () => {
    fc.assert(
      fc.property(pcapCapture, fc.nat(), (bytes, at) => {
        const cut = 24 + (at % (bytes.length - 23));
        const isModified = bytes.subarray(0, 4).includes(0x34);
        const ends = [24];
        for (const { data } of readAll(bytes).packets)
          ends.push(ends[ends.length - 1] + (isModified ? 24 : 16) + data.length);
        const whole = ends.filter((end) => end <= cut);
        const { packets, reader } = readAll(bytes.subarray(0, cut), 7);
        expect(packets).toHaveLength(whole.length - 1);
        expect(reader.damagedAt).toBe(ends.includes(cut) ? null : whole[whole.length - 1]);
        expect(reader.failure).toBeNull();
      }),
    );
  });
});
