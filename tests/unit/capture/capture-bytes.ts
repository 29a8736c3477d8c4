/** Builds capture files byte by byte, in either byte order, without any code of the readers or writers under test. */
import { CaptureReader } from '../../../main/capture/capture-reader';
import type { PacketBatch } from '../../../main/capture/packet-source';

/** Numbers laid out one after the other: `[bits, value]`, or bytes as they are. */
export type Field = readonly [8 | 16 | 32 | 64, number | bigint] | Uint8Array;

export function layOut(isLittle: boolean, ...fields: readonly Field[]): Uint8Array {
  const size = fields.reduce((sum, field) => sum + (field instanceof Uint8Array ? field.length : field[0] / 8), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const field of fields) {
    if (field instanceof Uint8Array) {
      bytes.set(field, at);
      at += field.length;
      continue;
    }
    const [bits, value] = field;
    if (bits === 8) view.setUint8(at, Number(value));
    if (bits === 16) view.setUint16(at, Number(value), isLittle);
    if (bits === 32) view.setUint32(at, Number(value), isLittle);
    if (bits === 64) view.setBigUint64(at, BigInt.asUintN(64, BigInt(value)), isLittle);
    at += bits / 8;
  }
  return bytes;
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return layOut(true, ...parts);
}

/** `length` bytes that count upwards from `first`. */
export function counting(length: number, first = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (first + index) & 0xff);
}

export interface PcapShape {
  readonly magic?: number;
  readonly isLittle?: boolean;
  readonly minor?: number;
  readonly snapLength?: number;
  readonly network?: number;
}

export function pcapHeader(shape: PcapShape = {}): Uint8Array {
  const { magic = 0xa1b2c3d4, isLittle = true, minor = 4, snapLength = 262_144, network = 1 } = shape;
  return layOut(isLittle, [32, magic], [16, 2], [16, minor], [64, 0], [32, snapLength], [32, network]);
}

/** What a record says of itself where that is not simply what it holds. */
export interface RecordShape {
  readonly wire?: number;
  readonly captured?: number;
  readonly isLittle?: boolean;
  /** Bytes that the modified format has after the lengths. */
  readonly extra?: Uint8Array;
}

export function pcapRecord(seconds: number, fraction: number, data: Uint8Array, shape: RecordShape = {}): Uint8Array {
  const { wire = data.length, captured = data.length, isLittle = true, extra = new Uint8Array(0) } = shape;
  return layOut(isLittle, [32, seconds], [32, fraction], [32, captured], [32, wire], extra, data);
}

export function block(isLittle: boolean, type: number, ...body: readonly Field[]): Uint8Array {
  const inside = layOut(isLittle, ...body);
  const length = 12 + inside.length;
  return layOut(isLittle, [32, type], [32, length], inside, [32, length]);
}

export function section(isLittle = true): Uint8Array {
  return block(isLittle, 0x0a0d0d0a, [32, 0x1a2b3c4d], [16, 1], [16, 0], [64, -1n]);
}

export function option(isLittle: boolean, code: number, value: Uint8Array): Uint8Array {
  return layOut(isLittle, [16, code], [16, value.length], padded(value));
}

export function interfaceBlock(
  linkType: number,
  { isLittle = true, snapLength = 0, resolution = -1, offsetSeconds = 0n } = {},
): Uint8Array {
  const options: Uint8Array[] = [];
  if (resolution >= 0) options.push(option(isLittle, 9, Uint8Array.of(resolution)));
  if (offsetSeconds !== 0n) options.push(option(isLittle, 14, layOut(isLittle, [64, offsetSeconds])));
  if (options.length > 0) options.push(new Uint8Array(4));
  return block(isLittle, 1, [16, linkType], [16, 0], [32, snapLength], ...options);
}

export function enhancedPacket(
  interfaceId: number,
  time: bigint,
  data: Uint8Array,
  { isLittle = true, wire = data.length, captured = data.length } = {},
): Uint8Array {
  const halves: Field[] = [
    [32, time >> 32n],
    [32, time & 0xffffffffn],
  ];
  return block(isLittle, 6, [32, interfaceId], ...halves, [32, captured], [32, wire], padded(data));
}

export function padded(data: Uint8Array): Uint8Array {
  return join(data, new Uint8Array(-data.length & 3));
}

/** One packet as a reader reported it. */
export interface ReadPacket {
  readonly data: readonly number[];
  readonly wire: number;
  readonly us: number;
  readonly linkType: number;
}

export function packetsOf(batch: PacketBatch): ReadPacket[] {
  return Array.from({ length: batch.count }, (_, index) => ({
    data: Array.from(batch.data.subarray(batch.offsets[index], batch.offsets[index] + batch.capturedLengths[index])),
    wire: batch.wireLengths[index],
    us: batch.timestampsUs[index],
    linkType: batch.linkTypes[index],
  }));
}

/** Reads a whole capture in pieces of the given size; each piece is overwritten once it was read. */
export function readAll(
  capture: Uint8Array,
  pieceBytes = capture.length || 1,
  batchPackets = 8192,
): { packets: ReadPacket[]; reader: CaptureReader } {
  const reader = new CaptureReader('test', batchPackets);
  const packets: ReadPacket[] = [];
  for (let at = 0; at < capture.length; at += pieceBytes) {
    const piece = capture.slice(at, at + pieceBytes);
    for (const batch of reader.push(piece)) packets.push(...packetsOf(batch));
    piece.fill(0xee);
  }
  reader.end();
  return { packets, reader };
}
