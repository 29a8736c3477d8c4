/** The bounded table of connections: one innermost IP 5-tuple each, numbers in typed arrays, no allocation per packet. */
import type { PacketHeader } from '../decode/packet-header';
import { MessageLog } from './message-log';
import { PacketClock } from './packet-clock';
import { RecentPackets } from './recent-packets';
import { SequenceTracker } from './sequence-tracker';

const wordsPerKey = 10;
const none = -1;

const protocolTcp = 6;
const protocolUdp = 17;
const flagFin = 1;
const flagSyn = 2;
const flagRst = 4;
const flagAck = 16;

const second = 1e6;
/** UDP and others end after this silence. */
const datagramIdleUs = 300 * second;
/** TCP is given up after this silence; miners fall silent for 20 minutes. */
const tcpIdleUs = 7200 * second;
/** A closed TCP connection waits this long after its last packet for late ones before it is reported. */
const lingerUs = 15 * second;
/** How often endings are looked for. */
const sweepUs = second;
/** Payload of one direction with smaller gaps belongs to one message. */
const messageGapUs = 0.05 * second;

/** Who sends the same again without an answer within this time retransmits. */
const retransmitUs = 0.15 * second;

/** Order in which connections leave: one list per kind of ending, oldest activity first. */
const listTcp = 0;
const listDatagram = 1;
const listClosed = 2;

/** State bits of a connection. */
const stateHandshake = 1; // its SYN or SYN-ACK was seen
const stateClientHigh = 2; // the client is the endpoint stored second
// One bit for the endpoint stored first, the next one for the other.
const stateFinLow = 4; // FIN seen
const stateFinHigh = 8;
const bothFins = stateFinLow | stateFinHigh;
const stateSameIdLow = 16; // packets that differ had the same IP id, so that it tells nothing

/** What one packet meant to its connection. */
export interface Observation {
  /** Index of the connection. */
  connection: number;
  /** From the client to the server. */
  isUp: boolean;
  isNew: boolean;
  /** The same packet had been seen already; nothing was counted. */
  isDuplicate: boolean;
  /** The packet carries payload that had not been seen before. */
  hasNewPayload: boolean;
  /** Payload bytes at the packet's start that had been seen before. */
  payloadSkip: number;
  /** The payload does not continue what came last in its direction. */
  isAfterGap: boolean;
  /** Seconds since the connection's previous packet, never negative. */
  gapSeconds: number;
}

/** Why a connection leaves the table. */
export type EndReason = 'closed' | 'reused' | 'idle' | 'evicted' | 'input-ended';

export interface ConnectionTableOptions {
  /** Most connections at once; the oldest idle ones leave first. */
  readonly maxConnections: number;
  /** Called before a connection leaves; its columns are valid during the call only. */
  readonly onEnd: (connection: number, reason: EndReason) => void;
}

/**
 * Connections as Kanaria defines them: TCP ends at FIN or RST, or when a new SYN with another initial sequence number
 * reuses its ports; UDP and others after five minutes of silence. Columns are indexed by connection.
 */
export class ConnectionTable {
  readonly messages: MessageLog;
  private capacity: number;
  private readonly maxConnections: number;
  private readonly onEnd: ConnectionTableOptions['onEnd'];

  private slots: Int32Array;
  private slotMask: number;
  private keys: Uint32Array;
  private hashes: Uint32Array;

  /** Microseconds since the epoch of the first and the newest packet. */
  firstUs: Float64Array;
  lastUs: Float64Array;
  /** Sum of forward steps between packets, microseconds. */
  durationUs: Float64Array;
  /** Packets and bytes by direction at `connection * 2` (from the endpoint stored first) and `+ 1`. */
  private packets: Uint32Array;
  private bytes: Float64Array;
  private states: Uint8Array;
  /** Count of messages so far, forgotten ones included. */
  messageCount: Uint32Array;
  /** Capture serial number of the connection, for keys that never repeat. */
  serial: Uint32Array;

  private initialSequence: Uint32Array;
  private readonly sequences: SequenceTracker;
  /** Which endpoint sent the newest packet. */
  private lastSide: Uint8Array;
  /** Per direction: IP id of the newest packet. */
  private lastId: Uint16Array;
  private lastPayloadUs: Float64Array;
  /** 0 nothing yet, else 1 + direction of the newest message. */
  private messageDirection: Uint8Array;

  private older: Int32Array;
  private newer: Int32Array;
  private listOf: Uint8Array;
  private activeClockUs: Float64Array;
  private readonly listHead = new Int32Array(3).fill(none);
  private readonly listTail = new Int32Array(3).fill(none);

  private free: Int32Array;
  private freeCount = 0;
  private used = 0;
  private serials = 0;

  private readonly clock = new PacketClock();
  private readonly recent = new RecentPackets();
  private nextSweepUs = 0;
  private lastConnection = none;
  private readonly probe = new Uint32Array(wordsPerKey);

  /** Connections in the table now. */
  get size(): number {
    return this.used - this.freeCount;
  }

  constructor(options: ConnectionTableOptions) {
    this.maxConnections = Math.max(1, options.maxConnections);
    this.onEnd = options.onEnd;
    const capacity = Math.min(this.maxConnections, 1024);
    this.capacity = capacity;
    this.slotMask = slotCountFor(capacity) - 1;
    this.slots = new Int32Array(this.slotMask + 1).fill(none);
    this.keys = new Uint32Array(capacity * wordsPerKey);
    this.hashes = new Uint32Array(capacity);
    this.firstUs = new Float64Array(capacity);
    this.lastUs = new Float64Array(capacity);
    this.durationUs = new Float64Array(capacity);
    this.packets = new Uint32Array(capacity * 2);
    this.bytes = new Float64Array(capacity * 2);
    this.states = new Uint8Array(capacity);
    this.messageCount = new Uint32Array(capacity);
    this.serial = new Uint32Array(capacity);
    this.initialSequence = new Uint32Array(capacity);
    this.sequences = new SequenceTracker(capacity * 2);
    this.lastSide = new Uint8Array(capacity);
    this.lastId = new Uint16Array(capacity * 2);
    this.lastPayloadUs = new Float64Array(capacity);
    this.messageDirection = new Uint8Array(capacity);
    this.older = new Int32Array(capacity).fill(none);
    this.newer = new Int32Array(capacity).fill(none);
    this.listOf = new Uint8Array(capacity);
    this.activeClockUs = new Float64Array(capacity);
    this.free = new Int32Array(capacity);
    this.messages = new MessageLog(capacity);
  }

  /** Columns of this length are enough for every connection now in the table. */
  get columnLength(): number {
    return this.capacity;
  }

  isTcp(connection: number): boolean {
    return this.protocol(connection) === protocolTcp;
  }

  /** IANA protocol number. */
  protocol(connection: number): number {
    return this.keys[connection * wordsPerKey + 9] & 0xff;
  }

  hasHandshake(connection: number): boolean {
    return (this.states[connection] & stateHandshake) !== 0;
  }

  isClosed(connection: number): boolean {
    return this.listOf[connection] === listClosed;
  }

  packetsUp(connection: number): number {
    return this.packets[connection * 2 + this.clientSide(connection)];
  }

  packetsDown(connection: number): number {
    return this.packets[connection * 2 + 1 - this.clientSide(connection)];
  }

  bytesUp(connection: number): number {
    return this.bytes[connection * 2 + this.clientSide(connection)];
  }

  bytesDown(connection: number): number {
    return this.bytes[connection * 2 + 1 - this.clientSide(connection)];
  }

  clientPort(connection: number): number {
    return this.portOf(connection, this.clientSide(connection));
  }

  serverPort(connection: number): number {
    return this.portOf(connection, 1 - this.clientSide(connection));
  }

  /** Writes the client's address into `into` (16 bytes) and returns its length, 4 or 16. */
  readClientAddress(connection: number, into: Uint8Array): 4 | 16 {
    return this.readAddress(connection, this.clientSide(connection), into);
  }

  readServerAddress(connection: number, into: Uint8Array): 4 | 16 {
    return this.readAddress(connection, 1 - this.clientSide(connection), into);
  }

  /** Accounts one packet; `into` is filled in. */
  observe(data: Uint8Array, header: PacketHeader, timestampUs: number, into: Observation): void {
    this.clock.advance(timestampUs);
    if (this.clock.nowUs >= this.nextSweepUs) this.sweep();
    const side = this.fillProbe(data, header);
    const hash = hashKey(this.probe);
    let connection = this.find(hash);
    const isTcp = header.protocol === protocolTcp;
    if (connection !== none && this.startsAnew(connection, side, header, timestampUs)) {
      this.end(connection, isTcp ? 'reused' : 'idle');
      connection = none;
    }
    into.isNew = connection === none;
    if (connection === none) connection = this.insert(hash, side, header, timestampUs);
    this.lastConnection = connection;
    into.connection = connection;
    into.isUp = side === this.clientSide(connection);
    into.hasNewPayload = false;
    into.payloadSkip = 0;
    into.isAfterGap = false;
    const isSeen = this.recent.note(hash ^ side, header, timestampUs) && !into.isNew;
    into.isDuplicate = isSeen && this.tellsPacketsApart(connection, side, header);
    if (into.isDuplicate) return;
    const hasNewId = !isSeen && this.followId(connection, side, header);

    const step = timestampUs - this.lastUs[connection];
    if (step > 0) this.durationUs[connection] += step;
    into.gapSeconds = step > 0 ? step / second : 0;
    this.lastUs[connection] = timestampUs;
    const stream = connection * 2 + side;
    this.packets[stream]++;
    this.bytes[stream] += header.ipLength;
    this.touch(connection);

    let newBytes = header.payloadLength;
    // Later fragments of a segment carry payload, but no TCP header.
    const hasTcpHeader = isTcp && header.fragmentOffset === 0;
    if (hasTcpHeader) {
      // A rebuilt capture may repeat its fields; whoever sends again takes another IP id.
      const isPlausible = hasNewId && header.checksum !== 0;
      const isUnanswered = isPlausible && step >= retransmitUs && this.lastSide[connection] === side;
      newBytes = this.sequences.follow(stream, header, this.packets[stream] === 1, isUnanswered, into);
    }
    this.lastSide[connection] = side;
    if (newBytes > 0) {
      into.hasNewPayload = true;
      this.addPayload(connection, side, into.isUp, newBytes, timestampUs);
    }
    if (hasTcpHeader && (header.tcpFlags & (flagFin | flagSyn | flagRst)) !== 0) {
      this.followFlags(connection, side, header.tcpFlags);
    }
  }

  /** Ends connections that have been silent too long or closed long enough, on the clock of the packets. */
  private sweep(): void {
    this.nextSweepUs = this.clock.nowUs + sweepUs;
    this.sweepList(listClosed, lingerUs, 'closed');
    this.sweepList(listDatagram, datagramIdleUs, 'idle');
    this.sweepList(listTcp, tcpIdleUs, 'idle');
  }

  /** Ends every connection, in the order in which they began to be idle. */
  endAll(): void {
    for (const list of [listClosed, listDatagram, listTcp]) {
      while (this.listHead[list] !== none) {
        const connection = this.listHead[list];
        this.end(connection, list === listClosed ? 'closed' : 'input-ended');
      }
    }
  }

  /** Calls back for each connection in the table. */
  forEach(visit: (connection: number) => void): void {
    for (const list of [listClosed, listDatagram, listTcp]) {
      for (let connection = this.listHead[list]; connection !== none;) {
        const next = this.newer[connection];
        visit(connection);
        connection = next;
      }
    }
  }

  /** Fills the canonical key; returns 0 when the packet's source is the endpoint stored first, else 1. */
  private fillProbe(data: Uint8Array, header: PacketHeader): 0 | 1 {
    const probe = this.probe;
    const at = header.addressOffset;
    const words = header.ipVersion === 6 ? 4 : 1;
    let order = 0;
    for (let word = 0; word < words && order === 0; word++) {
      const source = readWord(data, at + word * 4);
      const destination = readWord(data, at + (words + word) * 4);
      if (source !== destination) order = source < destination ? -1 : 1;
    }
    if (order === 0) order = header.sourcePort <= header.destinationPort ? -1 : 1;
    const side = order < 0 ? 0 : 1;
    const low = side === 0 ? at : at + words * 4;
    const high = side === 0 ? at + words * 4 : at;
    for (let word = 0; word < 4; word++) {
      probe[word] = word < words ? readWord(data, low + word * 4) : 0;
      probe[4 + word] = word < words ? readWord(data, high + word * 4) : 0;
    }
    probe[8] =
      side === 0
        ? ((header.sourcePort << 16) | header.destinationPort) >>> 0
        : ((header.destinationPort << 16) | header.sourcePort) >>> 0;
    probe[9] = (header.ipVersion << 8) | header.protocol;
    return side;
  }

  private find(hash: number): number {
    if (this.lastConnection !== none && this.hashes[this.lastConnection] === hash && this.hasKey(this.lastConnection)) {
      return this.lastConnection;
    }
    for (let slot = hash & this.slotMask; ; slot = (slot + 1) & this.slotMask) {
      const connection = this.slots[slot];
      if (connection === none) return none;
      if (this.hashes[connection] === hash && this.hasKey(connection)) return connection;
    }
  }

  private hasKey(connection: number): boolean {
    const base = connection * wordsPerKey;
    for (let word = 0; word < wordsPerKey; word++) {
      if (this.keys[base + word] !== this.probe[word]) return false;
    }
    return true;
  }

  /** Whether this packet begins another connection on the same addresses and ports. */
  private startsAnew(connection: number, side: number, header: PacketHeader, timestampUs: number): boolean {
    if (header.protocol !== protocolTcp) return Math.abs(timestampUs - this.lastUs[connection]) > datagramIdleUs;
    if ((header.tcpFlags & flagSyn) === 0) return false;
    const isSynAck = (header.tcpFlags & flagAck) !== 0;
    const isEnding = this.isClosed(connection) || (this.states[connection] & bothFins) !== 0;
    if ((this.states[connection] & stateHandshake) === 0) return !isSynAck || isEnding;
    if (initialSequenceOf(header) === this.initialSequence[connection]) return false;
    // Both sides may open at once, and a rebuilt capture may acknowledge anything.
    return isEnding || (!isSynAck && side === this.clientSide(connection));
  }

  private insert(hash: number, side: 0 | 1, header: PacketHeader, timestampUs: number): number {
    if (this.size >= this.maxConnections) this.evict();
    if (this.freeCount === 0 && this.used === this.capacity) this.grow();
    const connection = this.freeCount > 0 ? this.free[--this.freeCount] : this.used++;
    this.keys.set(this.probe, connection * wordsPerKey);
    this.hashes[connection] = hash;
    this.placeInSlot(connection, hash);
    this.firstUs[connection] = this.lastUs[connection] = timestampUs;
    this.durationUs[connection] = 0;
    this.packets[connection * 2] = this.packets[connection * 2 + 1] = 0;
    this.bytes[connection * 2] = this.bytes[connection * 2 + 1] = 0;
    this.messageCount[connection] = 0;
    this.messageDirection[connection] = 0;
    this.sequences.begin(connection);
    this.serial[connection] = ++this.serials;

    const isTcp = header.protocol === protocolTcp;
    const isSyn = isTcp && (header.tcpFlags & flagSyn) !== 0;
    const isSynAck = isSyn && (header.tcpFlags & flagAck) !== 0;
    this.states[connection] = isSyn ? stateHandshake : 0;
    this.initialSequence[connection] = initialSequenceOf(header);
    const clientSide = isSyn ? (isSynAck ? 1 - side : side) : this.guessClient(connection, side, header);
    if (clientSide === 1) this.states[connection] |= stateClientHigh;
    this.pushNewest(connection, isTcp ? listTcp : listDatagram);
    return connection;
  }

  /** Without a handshake the higher port is the client, else the first sender. */
  private guessClient(connection: number, side: 0 | 1, header: PacketHeader): number {
    const low = this.portOf(connection, 0);
    const high = this.portOf(connection, 1);
    if (header.protocol !== protocolTcp && header.protocol !== protocolUdp) return side;
    return low === high ? side : low > high ? 0 : 1;
  }

  /** Whether the fields of this direction differ from packet to packet: a rebuilt capture may hold the same ones everywhere. */
  private tellsPacketsApart(connection: number, side: number, header: PacketHeader): boolean {
    if (this.sequences.isMeaningful(connection * 2 + side)) return true;
    if (header.ipId === 0) return header.checksum !== 0;
    return (this.states[connection] & (stateSameIdLow << side)) === 0;
  }

  /** Whether the packet's IP id differs from the one before it in its direction. */
  private followId(connection: number, side: number, header: PacketHeader): boolean {
    const stream = connection * 2 + side;
    const isNew = this.packets[stream] === 0 || header.ipId !== this.lastId[stream];
    const isFragment = header.fragmentOffset > 0 || header.hasMoreFragments;
    if (!isNew && !isFragment) this.states[connection] |= stateSameIdLow << side;
    this.lastId[stream] = header.ipId;
    return isNew;
  }

  private addPayload(connection: number, side: number, isUp: boolean, bytes: number, timestampUs: number): void {
    const direction = 1 + side;
    const gap = timestampUs - this.lastPayloadUs[connection];
    const isSameMessage = this.messageDirection[connection] === direction && gap >= 0 && gap < messageGapUs;
    const signedBytes = isUp ? bytes : -bytes;
    if (isSameMessage) {
      this.messages.extend(connection, signedBytes);
    } else {
      this.messages.append(connection, this.durationUs[connection] / second, signedBytes);
      this.messageCount[connection]++;
      this.messageDirection[connection] = direction;
    }
    this.lastPayloadUs[connection] = timestampUs;
  }

  private followFlags(connection: number, side: number, flags: number): void {
    if ((flags & flagSyn) !== 0) {
      // The same SYN once more after a refusal: the client tries again.
      if (this.isClosed(connection)) this.move(connection, listTcp);
      this.states[connection] &= ~bothFins;
      return;
    }
    if ((flags & flagFin) !== 0) this.states[connection] |= stateFinLow << side;
    const isOver = (flags & flagRst) !== 0 || (this.states[connection] & bothFins) === bothFins;
    if (isOver && !this.isClosed(connection)) this.move(connection, listClosed);
  }

  private touch(connection: number): void {
    const list = this.listOf[connection];
    if (this.listTail[list] === connection) this.activeClockUs[connection] = this.clock.nowUs;
    else this.move(connection, list);
  }

  /** Makes the connection the newest of a list. */
  private move(connection: number, list: number): void {
    this.unlink(connection);
    this.pushNewest(connection, list);
  }

  private sweepList(list: number, idleUs: number, reason: EndReason): void {
    for (let connection = this.listHead[list]; connection !== none; connection = this.listHead[list]) {
      if (this.clock.nowUs - this.activeClockUs[connection] <= idleUs) return;
      this.end(connection, reason);
    }
  }

  private evict(): void {
    let oldest = this.listHead[listClosed];
    if (oldest === none) {
      const tcp = this.listHead[listTcp];
      const datagram = this.listHead[listDatagram];
      if (tcp === none) oldest = datagram;
      else if (datagram === none) oldest = tcp;
      else oldest = this.activeClockUs[tcp] <= this.activeClockUs[datagram] ? tcp : datagram;
    }
    this.end(oldest, this.isClosed(oldest) ? 'closed' : 'evicted');
  }

  private end(connection: number, reason: EndReason): void {
    this.onEnd(connection, reason);
    this.unlink(connection);
    this.removeFromSlots(connection);
    this.messages.clear(connection);
    if (this.lastConnection === connection) this.lastConnection = none;
    this.free[this.freeCount++] = connection;
  }

  private pushNewest(connection: number, list: number): void {
    const tail = this.listTail[list];
    this.listOf[connection] = list;
    this.older[connection] = tail;
    this.newer[connection] = none;
    if (tail === none) this.listHead[list] = connection;
    else this.newer[tail] = connection;
    this.listTail[list] = connection;
    this.activeClockUs[connection] = this.clock.nowUs;
  }

  private unlink(connection: number): void {
    const list = this.listOf[connection];
    const older = this.older[connection];
    const newer = this.newer[connection];
    if (older === none) this.listHead[list] = newer;
    else this.newer[older] = newer;
    if (newer === none) this.listTail[list] = older;
    else this.older[newer] = older;
  }

  private placeInSlot(connection: number, hash: number): void {
    let slot = hash & this.slotMask;
    while (this.slots[slot] !== none) slot = (slot + 1) & this.slotMask;
    this.slots[slot] = connection;
  }

  /** Removes by shifting later entries of the probe run back, so that no tombstones gather. */
  private removeFromSlots(connection: number): void {
    const mask = this.slotMask;
    let hole = this.hashes[connection] & mask;
    while (this.slots[hole] !== connection) hole = (hole + 1) & mask;
    for (let slot = (hole + 1) & mask; this.slots[slot] !== none; slot = (slot + 1) & mask) {
      const home = this.hashes[this.slots[slot]] & mask;
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        this.slots[hole] = this.slots[slot];
        hole = slot;
      }
    }
    this.slots[hole] = none;
  }

  private grow(): void {
    const capacity = Math.min(this.capacity * 2, this.maxConnections);
    const resize = <T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
      array: T,
      width = 1,
    ): T => {
      const larger = new (array.constructor as new (length: number) => T)(capacity * width);
      larger.set(array);
      return larger;
    };
    this.keys = resize(this.keys, wordsPerKey);
    this.hashes = resize(this.hashes);
    this.firstUs = resize(this.firstUs);
    this.lastUs = resize(this.lastUs);
    this.durationUs = resize(this.durationUs);
    this.packets = resize(this.packets, 2);
    this.bytes = resize(this.bytes, 2);
    this.states = resize(this.states);
    this.messageCount = resize(this.messageCount);
    this.serial = resize(this.serial);
    this.initialSequence = resize(this.initialSequence);
    this.sequences.grow(capacity * 2);
    this.lastSide = resize(this.lastSide);
    this.lastId = resize(this.lastId, 2);
    this.lastPayloadUs = resize(this.lastPayloadUs);
    this.messageDirection = resize(this.messageDirection);
    this.older = resize(this.older);
    this.newer = resize(this.newer);
    this.listOf = resize(this.listOf);
    this.activeClockUs = resize(this.activeClockUs);
    this.free = resize(this.free);
    this.messages.grow(capacity);
    this.capacity = capacity;
    this.slotMask = slotCountFor(capacity) - 1;
    this.slots = new Int32Array(this.slotMask + 1).fill(none);
    for (let connection = 0; connection < this.used; connection++)
      this.placeInSlot(connection, this.hashes[connection]);
  }

  private clientSide(connection: number): number {
    return (this.states[connection] & stateClientHigh) === 0 ? 0 : 1;
  }

  private portOf(connection: number, side: number): number {
    const ports = this.keys[connection * wordsPerKey + 8];
    return side === 0 ? ports >>> 16 : ports & 0xffff;
  }

  private readAddress(connection: number, side: number, into: Uint8Array): 4 | 16 {
    const isV6 = this.keys[connection * wordsPerKey + 9] >>> 8 === 6;
    const base = connection * wordsPerKey + side * 4;
    for (let word = 0; word < (isV6 ? 4 : 1); word++) {
      const value = this.keys[base + word];
      into[word * 4] = value >>> 24;
      into[word * 4 + 1] = (value >>> 16) & 0xff;
      into[word * 4 + 2] = (value >>> 8) & 0xff;
      into[word * 4 + 3] = value & 0xff;
    }
    return isV6 ? 16 : 4;
  }
}

function readWord(data: Uint8Array, at: number): number {
  return ((data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3]) >>> 0;
}

/** The client's initial sequence number, by its SYN or by the SYN-ACK, which acknowledges one more. */
function initialSequenceOf(header: PacketHeader): number {
  const isSynAck = (header.tcpFlags & (flagSyn | flagAck)) === (flagSyn | flagAck);
  return (isSynAck ? header.acknowledgement - 1 : header.sequence) >>> 0;
}

function hashKey(words: Uint32Array): number {
  let hash = 0x9e3779b9;
  for (let word = 0; word < wordsPerKey; word++) {
    hash = Math.imul(hash ^ words[word], 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Slots for a load of at most one half. */
function slotCountFor(connections: number): number {
  let slots = 2048;
  while (slots < connections * 2) slots *= 2;
  return slots;
}
