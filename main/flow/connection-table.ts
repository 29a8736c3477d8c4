/** The bounded table of connections: one innermost IP 5-tuple each, numbers in typed arrays, no allocation per packet. */
import type { PacketHeader } from '../decode/packet-header';
import { MessageLog } from './message-log';

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
/** TCP is given up after this silence on a clock that ignores jumps; miners fall silent for 20 minutes. */
const tcpIdleUs = 7200 * second;
/** A closed TCP connection waits this long for its last acknowledgements before it is reported. */
const lingerUs = 15 * second;
/** A step larger than this between two packets of the capture is a jump of the clock, not silence. */
const jumpUs = 3600 * second;
/** How often endings are looked for. */
const sweepUs = second;
/** Payload of one direction with smaller gaps belongs to one message. */
const messageGapUs = 0.05 * second;
/** The same packet seen again within this time is a duplicate (mirror port, `any`), not a retransmission. */
const duplicateUs = 0.02 * second;
/** Sequence numbers further back than any window are another numbering, not a retransmission. */
const farthestRepeat = 1 << 24;

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
const stateDataLow = 16; // payload seen
const stateSequenceLow = 64; // sequence numbers are known to advance with the payload

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
  /** Payload of this direction is missing before this packet. */
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
  /** Per direction: next expected sequence number, and the newest packet's fields to recognise duplicates. */
  private nextSequence: Uint32Array;
  private lastFields: Uint32Array;
  private lastSeenUs: Float64Array;
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

  private clockUs = 0;
  private nextSweepUs = 0;
  private newestUs = Number.NaN;
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
    this.nextSequence = new Uint32Array(capacity * 2);
    this.lastFields = new Uint32Array(capacity * 8);
    this.lastSeenUs = new Float64Array(capacity * 2);
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
    this.advanceClock(timestampUs);
    if (this.clockUs >= this.nextSweepUs) this.sweep();
    const side = this.fillProbe(data, header);
    const hash = hashKey(this.probe);
    let connection = this.find(hash);
    const isTcp = header.protocol === protocolTcp;
    if (connection !== none && this.startsAnew(connection, header, isTcp, timestampUs)) {
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
    into.isDuplicate = !into.isNew && this.isDuplicate(connection, side, header, timestampUs);
    if (into.isDuplicate) return;

    const step = timestampUs - this.lastUs[connection];
    if (step > 0) this.durationUs[connection] += step;
    into.gapSeconds = step > 0 ? step / second : 0;
    this.lastUs[connection] = timestampUs;
    this.packets[connection * 2 + side]++;
    this.bytes[connection * 2 + side] += header.ipLength;
    this.touch(connection);

    let newBytes = header.payloadLength;
    // Later fragments of a segment carry payload, but no TCP header.
    const hasTcpHeader = isTcp && header.fragmentOffset === 0;
    if (hasTcpHeader) newBytes = this.followSequence(connection, side, header, into);
    if (newBytes > 0) {
      into.hasNewPayload = true;
      this.addPayload(connection, side, into.isUp, newBytes, timestampUs);
    }
    if (hasTcpHeader) this.followFlags(connection, side, header.tcpFlags);
  }

  /** Ends connections that have been silent too long or closed long enough, on the clock of the packets. */
  private sweep(): void {
    this.nextSweepUs = this.clockUs + sweepUs;
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

  private advanceClock(timestampUs: number): void {
    const step = timestampUs - this.newestUs;
    if (step > 0) this.clockUs += Math.min(step, jumpUs);
    this.newestUs = timestampUs;
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
  private startsAnew(connection: number, header: PacketHeader, isTcp: boolean, timestampUs: number): boolean {
    if (!isTcp) return Math.abs(timestampUs - this.lastUs[connection]) > datagramIdleUs;
    const isSyn = (header.tcpFlags & (flagSyn | flagAck)) === flagSyn;
    if (!isSyn) {
      return (
        this.isClosed(connection) &&
        this.clockUs - this.activeClockUs[connection] > lingerUs &&
        header.payloadLength > 0
      );
    }
    const hadSyn = (this.states[connection] & stateHandshake) !== 0;
    if (hadSyn) return header.sequence !== this.initialSequence[connection];
    return this.packets[connection * 2] + this.packets[connection * 2 + 1] > 0;
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
    this.lastSeenUs[connection * 2] = this.lastSeenUs[connection * 2 + 1] = Number.NEGATIVE_INFINITY;
    this.serial[connection] = ++this.serials;

    const isTcp = header.protocol === protocolTcp;
    const isSyn = isTcp && (header.tcpFlags & flagSyn) !== 0;
    const isSynAck = isSyn && (header.tcpFlags & flagAck) !== 0;
    this.states[connection] = isSyn ? stateHandshake : 0;
    // A SYN-ACK acknowledges the client's initial sequence number + 1.
    this.initialSequence[connection] = isSynAck ? (header.acknowledgement - 1) >>> 0 : header.sequence;
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

  private isDuplicate(connection: number, side: number, header: PacketHeader, timestampUs: number): boolean {
    const at = (connection * 2 + side) * 4;
    const fields = this.lastFields;
    const ipId = header.ipId | (header.fragmentOffset << 16);
    const lengths = (header.ipLength << 8) | header.tcpFlags;
    const isSame =
      fields[at] === header.sequence >>> 0 &&
      fields[at + 1] === header.acknowledgement >>> 0 &&
      fields[at + 2] === ipId >>> 0 &&
      fields[at + 3] === (lengths ^ (header.checksum << 16)) >>> 0;
    const since = timestampUs - this.lastSeenUs[connection * 2 + side];
    // Without a checksum and an id the fields say too little: a rebuilt capture may hold the same ones everywhere.
    if (isSame && since >= 0 && since <= duplicateUs && (header.checksum !== 0 || header.ipId !== 0)) return true;
    fields[at] = header.sequence;
    fields[at + 1] = header.acknowledgement;
    fields[at + 2] = ipId;
    fields[at + 3] = lengths ^ (header.checksum << 16);
    this.lastSeenUs[connection * 2 + side] = timestampUs;
    return false;
  }

  /** Follows the sequence numbers where they mean something; returns the payload bytes not seen before. */
  private followSequence(connection: number, side: number, header: PacketHeader, into: Observation): number {
    const at = connection * 2 + side;
    const isSyn = (header.tcpFlags & flagSyn) !== 0;
    const begin = isSyn ? (header.sequence + 1) >>> 0 : header.sequence >>> 0;
    const end = (begin + header.payloadLength) >>> 0;
    if (this.packets[at] === 1 || isSyn) {
      this.nextSequence[at] = end;
      if (header.payloadLength > 0) this.states[connection] |= stateDataLow << side;
      return header.payloadLength;
    }
    const ahead = (begin - this.nextSequence[at]) | 0;
    // Sequence numbers mean something once a packet continues exactly where an earlier one's payload ended.
    const hadPayload = (this.states[connection] & (stateDataLow << side)) !== 0;
    if (hadPayload && ahead === 0) this.states[connection] |= stateSequenceLow << side;
    // An acknowledgement without payload says nothing new about where the payload stands.
    if (header.payloadLength === 0) return 0;
    this.states[connection] |= stateDataLow << side;
    const areSequencesKnown = (this.states[connection] & (stateSequenceLow << side)) !== 0;
    if (!areSequencesKnown || ahead >= 0 || ahead < -farthestRepeat) {
      into.isAfterGap = areSequencesKnown && ahead !== 0;
      this.nextSequence[at] = end;
      return header.payloadLength;
    }
    const news = header.payloadLength + ahead;
    if (news <= 0) return 0;
    into.payloadSkip = -ahead;
    this.nextSequence[at] = end;
    return news;
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
    if ((flags & flagFin) !== 0) this.states[connection] |= stateFinLow << side;
    const bothFins = stateFinLow | stateFinHigh;
    const isOver = (flags & flagRst) !== 0 || (this.states[connection] & bothFins) === bothFins;
    if (isOver && this.listOf[connection] !== listClosed) {
      this.unlink(connection);
      this.pushNewest(connection, listClosed);
    }
  }

  private touch(connection: number): void {
    this.activeClockUs[connection] = this.clockUs;
    const list = this.listOf[connection];
    // A closed connection leaves in the order of closing: late acknowledgements do not keep it.
    if (list === listClosed || this.listTail[list] === connection) return;
    this.unlink(connection);
    this.pushNewest(connection, list);
  }

  private sweepList(list: number, idleUs: number, reason: EndReason): void {
    for (let connection = this.listHead[list]; connection !== none; connection = this.listHead[list]) {
      if (this.clockUs - this.activeClockUs[connection] <= idleUs) return;
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
    this.activeClockUs[connection] = this.clockUs;
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
    const resize = <T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(array: T, width = 1): T => {
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
    this.nextSequence = resize(this.nextSequence, 2);
    this.lastFields = resize(this.lastFields, 8);
    this.lastSeenUs = resize(this.lastSeenUs, 2);
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
