/** Segments and datagrams -> bytes of Ethernet, IPv4 or IPv6, TCP or UDP (RFC 791, 8200, 9293, 768). */
import type { NetworkPath, TcpStack } from './network-path';
import { PacketRun } from './packet-run';
import { Random } from './random';
import type { Message, Talk } from './talk';
import { TcpFlag, type Segment } from './tcp-model';

const ethernetBytes = 14;

/** One end of a connection: an address of 4 or 16 bytes. */
export interface Host {
  readonly address: Uint8Array;
  readonly port: number;
  readonly mac: Uint8Array;
}

export interface WriteOptions {
  readonly client: Host;
  readonly server: Host;
  readonly path: NetworkPath;
  readonly random: Random;
  /** Time of the first segment, microseconds since the Unix epoch. */
  readonly startUs: number;
  /** Bytes captured of each packet, link header included. */
  readonly snapLength: number;
  /** So many first packets are kept whole, for those who read greetings; 0 by default. */
  readonly wholePackets?: number;
}

/** Opaque bytes: encrypted or compressed content looks like this. */
const noise = ((): Uint8Array => {
  const random = new Random(0x6b616e61);
  return Uint8Array.from({ length: 1 << 16 }, () => random.next() & 255);
})();

/** Writes TCP segments as packets. */
export function writeTcpPackets(segments: readonly Segment[], options: WriteOptions): PacketRun {
  const { path, random, snapLength, wholePackets = 0 } = options;
  const run = new PacketRun();
  const up = new Side(options.client, options.server, path.client, path.client.ttl, random);
  const down = new Side(options.server, options.client, path.server, Math.max(1, path.server.ttl - path.hops), random);
  const hasTimestamps = path.client.hasTimestamps && path.server.hasTimestamps;
  for (const segment of segments) {
    const side = segment.isUp ? up : down;
    const other = segment.isUp ? down : up;
    const isSyn = (segment.flags & TcpFlag.syn) !== 0;
    const optionBytes = isSyn ? synOptionBytes(side.stack, hasTimestamps) : hasTimestamps ? 12 : 0;
    const tcpBytes = 20 + optionBytes + segment.length;
    const ipBytes = (path.isIpv6 ? 40 : 20) + tcpBytes;
    const wire = ethernetBytes + ipBytes;
    const captured = run.count < wholePackets ? wire : Math.min(wire, snapLength);
    const begin = run.add(options.startUs + Math.round(segment.timeMs * 1000), Math.max(captured, 128), wire);
    run.bytes = begin + captured;
    run.capturedLengths[run.count - 1] = captured;
    const data = run.data;
    const tcp = writeLinkAndNetwork(data, begin, side, path.isIpv6, 6, tcpBytes);
    writeUint16(data, tcp, side.from.port);
    writeUint16(data, tcp + 2, side.to.port);
    writeUint32(data, tcp + 4, side.initialSequence + segment.sequence);
    const hasAck = (segment.flags & TcpFlag.ack) !== 0;
    writeUint32(data, tcp + 8, hasAck ? other.initialSequence + segment.acknowledgement : 0);
    data[tcp + 12] = ((20 + optionBytes) / 4) << 4;
    data[tcp + 13] = segment.flags;
    writeUint16(data, tcp + 14, side.drawWindow(isSyn));
    writeUint16(data, tcp + 16, 0);
    writeUint16(data, tcp + 18, 0);
    const clock = (segment.timeMs * side.clockRate) | 0;
    if (isSyn) writeSynOptions(data, tcp + 20, side, path.mss, hasTimestamps, clock, other.lastClock);
    else if (hasTimestamps) writeTimestamps(data, tcp + 20, side.clockStart + clock, other.lastClock);
    side.lastClock = side.clockStart + clock;
    const payload = tcp + 20 + optionBytes;
    const end = begin + captured;
    writePayload(data, payload, end, segment.message, segment.offset, segment.length);
    const isPartial = segment.isUp && path.isOffloaded;
    const checksum = isPartial
      ? pseudoSum(data, tcp, path.isIpv6, tcpBytes, 6)
      : captured === wire
        ? ~checksumOf(data, tcp, begin + wire, pseudoSum(data, tcp, path.isIpv6, tcpBytes, 6)) & 0xffff
        : (Math.imul(segment.sequence + 77, 40503) ^
            Math.imul(segment.length + segment.acknowledgement, 25173) ^
            clock) &
          0xffff;
    writeUint16(data, tcp + 16, checksum);
  }
  return run;
}

/** Writes each message of the talk as one UDP datagram. */
export function writeUdpPackets(talk: Talk, options: WriteOptions): PacketRun {
  const { path, random, snapLength } = options;
  const run = new PacketRun();
  const up = new Side(options.client, options.server, path.client, path.client.ttl, random);
  const down = new Side(options.server, options.client, path.server, Math.max(1, path.server.ttl - path.hops), random);
  for (const message of talk.inOrder()) {
    const side = message.isUp ? up : down;
    const length = Math.min(message.length, 1432);
    const wire = ethernetBytes + (path.isIpv6 ? 40 : 20) + 8 + length;
    const captured = Math.min(wire, snapLength);
    const begin = run.add(options.startUs + Math.round(message.atMs * 1000), Math.max(captured, 128), wire);
    run.bytes = begin + captured;
    run.capturedLengths[run.count - 1] = captured;
    const udp = writeLinkAndNetwork(run.data, begin, side, path.isIpv6, 17, 8 + length);
    writeUint16(run.data, udp, side.from.port);
    writeUint16(run.data, udp + 2, side.to.port);
    writeUint16(run.data, udp + 4, 8 + length);
    writeUint16(run.data, udp + 6, 0);
    writePayload(run.data, udp + 8, begin + captured, message, 0, length);
    const checksum =
      captured === wire
        ? ~checksumOf(run.data, udp, begin + wire, pseudoSum(run.data, udp, path.isIpv6, 8 + length, 17)) & 0xffff
        : random.next() & 0xffff;
    writeUint16(run.data, udp + 6, checksum === 0 ? 0xffff : checksum);
  }
  return run;
}

/** One direction's constant and counting fields. */
class Side {
  readonly initialSequence: number;
  readonly clockStart: number;
  /** Ticks of the timestamp clock per ms. */
  readonly clockRate: number;
  lastClock = 0;
  private nextId: number;

  constructor(
    readonly from: Host,
    readonly to: Host,
    readonly stack: TcpStack,
    readonly ttl: number,
    private readonly random: Random,
  ) {
    this.initialSequence = random.next();
    this.clockStart = random.next();
    this.clockRate = random.pick([1, 1, 0.25, 0.1]);
    this.nextId = random.next() & 0xffff;
  }

  drawId(): number {
    switch (this.stack.ipId) {
      case 'zero':
        return 0;
      case 'random':
        return this.random.next() & 0xffff;
      case 'counter':
        // One counter for all connections of the host: others have used some in between.
        this.nextId = (this.nextId + 1 + (this.random.chance(0.3) ? this.random.integer(0, 9) : 0)) & 0xffff;
        return this.nextId;
      case 'random-start':
        this.nextId = (this.nextId + 1) & 0xffff;
        return this.nextId;
    }
  }

  drawWindow(isSyn: boolean): number {
    const { window, windowScale } = this.stack;
    if (isSyn || windowScale === 0) return window;
    return Math.max(229, (window >> windowScale) + (this.random.next() & 3));
  }
}

/** Returns where the transport header begins. */
function writeLinkAndNetwork(
  data: Uint8Array,
  begin: number,
  side: Side,
  isIpv6: boolean,
  protocol: number,
  bytes: number,
): number {
  data.set(side.to.mac, begin);
  data.set(side.from.mac, begin + 6);
  writeUint16(data, begin + 12, isIpv6 ? 0x86dd : 0x0800);
  const ip = begin + ethernetBytes;
  if (isIpv6) {
    writeUint32(data, ip, 0x60000000 | (side.initialSequence & 0xfffff));
    writeUint16(data, ip + 4, bytes);
    data[ip + 6] = protocol;
    data[ip + 7] = side.ttl;
    data.set(side.from.address, ip + 8);
    data.set(side.to.address, ip + 24);
    return ip + 40;
  }
  data[ip] = 0x45;
  data[ip + 1] = 0;
  writeUint16(data, ip + 2, 20 + bytes);
  writeUint16(data, ip + 4, side.drawId());
  writeUint16(data, ip + 6, 0x4000);
  data[ip + 8] = side.ttl;
  data[ip + 9] = protocol;
  writeUint16(data, ip + 10, 0);
  data.set(side.from.address, ip + 12);
  data.set(side.to.address, ip + 16);
  writeUint16(data, ip + 10, ~checksumOf(data, ip, ip + 20, 0) & 0xffff);
  return ip + 20;
}

function synOptionBytes(stack: TcpStack, hasTimestamps: boolean): number {
  if (stack.options === 'small') return 4;
  return hasTimestamps ? (stack.options === 'apple' ? 24 : 20) : 12;
}

function writeSynOptions(
  data: Uint8Array,
  at: number,
  side: Side,
  mss: number,
  hasTimestamps: boolean,
  clock: number,
  echo: number,
): void {
  const end = at + synOptionBytes(side.stack, hasTimestamps);
  data.fill(0, at, end);
  data[at] = 2;
  data[at + 1] = 4;
  writeUint16(data, at + 2, mss);
  if (side.stack.options === 'small') return;
  let scale = at + 5;
  if (hasTimestamps) {
    // The two fillers before the timestamps give way to the permission for SACK.
    writeTimestamps(data, at + 4, side.clockStart + clock, echo);
    data[at + 4] = 4;
    data[at + 5] = 2;
    data[at + 16] = 1;
    scale = at + 17;
  } else {
    data.set([1, 0, 0, 0, 1, 1, 4, 2], at + 4);
  }
  data[scale] = 3;
  data[scale + 1] = 3;
  data[scale + 2] = side.stack.windowScale;
}

function writeTimestamps(data: Uint8Array, at: number, value: number, echo: number): void {
  data[at] = 1;
  data[at + 1] = 1;
  data[at + 2] = 8;
  data[at + 3] = 10;
  writeUint32(data, at + 4, value);
  writeUint32(data, at + 8, echo);
}

/** Bytes of the message that fall between `at` and `end` of the captured packet. */
function writePayload(
  data: Uint8Array,
  at: number,
  end: number,
  message: Message | null,
  offset: number,
  length: number,
): void {
  const stop = Math.min(end, at + length);
  if (stop <= at) return;
  const head = message === null ? null : message.data;
  const headBytes = head === null ? 0 : Math.max(0, Math.min(head.length - offset, stop - at));
  if (typeof head === 'string') {
    for (let i = 0; i < headBytes; i++) data[at + i] = head.charCodeAt(offset + i);
  } else if (head !== null && headBytes > 0) {
    data.set(head.subarray(offset, offset + headBytes), at);
  }
  if (message === null) {
    data.fill(0, at, stop);
    return;
  }
  for (let i = at + headBytes; i < stop;) {
    const from =
      (Math.imul(offset + i - at + message.length + Math.round(message.atMs * 64), 2654435761) >>> 16) & 0xffff;
    const bytes = Math.min(stop - i, noise.length - from);
    data.set(noise.subarray(from, from + bytes), i);
    i += bytes;
  }
}

function pseudoSum(data: Uint8Array, transport: number, isIpv6: boolean, bytes: number, protocol: number): number {
  let sum = protocol + bytes;
  for (let at = transport - (isIpv6 ? 32 : 8); at < transport; at += 2) sum += (data[at] << 8) | data[at + 1];
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

function checksumOf(data: Uint8Array, begin: number, end: number, start: number): number {
  let sum = start;
  for (let at = begin; at + 1 < end; at += 2) sum += (data[at] << 8) | data[at + 1];
  if ((end - begin) % 2 === 1) sum += data[end - 1] << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 65536);
  return sum;
}

function writeUint16(data: Uint8Array, at: number, value: number): void {
  data[at] = value >>> 8;
  data[at + 1] = value;
}

function writeUint32(data: Uint8Array, at: number, value: number): void {
  data[at] = value >>> 24;
  data[at + 1] = value >>> 16;
  data[at + 2] = value >>> 8;
  data[at + 3] = value;
}
