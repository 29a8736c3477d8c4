/** The bounded table of connections: one innermost IP 5-tuple each, numbers in typed arrays, no allocation per packet. */
import type { PacketHeader } from '../decode/packet-header';
import { ActivityLists, allLists, List } from './activity-lists';
import { EndpointIndex, none } from './endpoint-index';
import { growColumn } from './grow-column';
import { guessClient, type End } from './guess-client';
import { isLocalAddress } from './local-address';
import { MessageLog } from './message-log';
import { PacketClock } from './packet-clock';
import { RecentPackets } from './recent-packets';
import { SequenceTracker } from './sequence-tracker';
import { flagAck, flagFin, flagRst, flagSyn } from './tcp-flags';

const protocolTcp = 6;
const protocolUdp = 17;

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

/** State bits of a connection. */
const stateHandshake = 1; // its SYN or SYN-ACK was seen
const stateClientHigh = 2; // the client is the endpoint stored second
// One bit for the endpoint stored first, the next one for the other.
const stateFinLow = 4; // FIN seen
const stateFinHigh = 8;
const bothFins = stateFinLow | stateFinHigh;
const stateSameIdLow = 16; // packets that differ had the same IP id, so that it tells nothing

// Scratch space.
const address = new Uint8Array(16);

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
  /** Payload bytes of the other direction, none of which was captured, that the packet acknowledges for the first time. */
  unheardBytes: number;
  /** Seconds since the connection's previous packet, never negative. */
  gapSeconds: number;
}

/** An observation to be filled in. */
export function createObservation(): Observation {
  return {
    connection: none,
    isUp: true,
    isNew: false,
    isDuplicate: false,
    hasNewPayload: false,
    payloadSkip: 0,
    isAfterGap: false,
    unheardBytes: 0,
    gapSeconds: 0,
  };
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

  private readonly endpoints: EndpointIndex;
  private readonly lists: ActivityLists;

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

  private free: Int32Array;
  private freeCount = 0;
  private used = 0;
  private serials = 0;

  private readonly clock = new PacketClock();
  private readonly recent = new RecentPackets();
  private nextSweepUs = 0;

  /** Connections in the table now. */
  get size(): number {
    return this.used - this.freeCount;
  }

  constructor(options: ConnectionTableOptions) {
    this.maxConnections = Math.max(1, options.maxConnections);
    this.onEnd = options.onEnd;
    const capacity = Math.min(this.maxConnections, 1024);
    this.capacity = capacity;
    this.endpoints = new EndpointIndex(capacity);
    this.lists = new ActivityLists(capacity);
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
    return this.endpoints.protocol(connection);
  }

  hasHandshake(connection: number): boolean {
    return (this.states[connection] & stateHandshake) !== 0;
  }

  isClosed(connection: number): boolean {
    return this.lists.isIn(connection, List.closed);
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
    return this.endpoints.port(connection, this.clientSide(connection));
  }

  serverPort(connection: number): number {
    return this.endpoints.port(connection, 1 - this.clientSide(connection));
  }

  /** Writes the client's address into `into` (16 bytes) and returns its length, 4 or 16. */
  readClientAddress(connection: number, into: Uint8Array): 4 | 16 {
    return this.endpoints.readAddress(connection, this.clientSide(connection), into);
  }

  readServerAddress(connection: number, into: Uint8Array): 4 | 16 {
    return this.endpoints.readAddress(connection, 1 - this.clientSide(connection), into);
  }

  /** Accounts one packet; `into` is filled in. */
  observe(data: Uint8Array, header: PacketHeader, timestampUs: number, into: Observation): void {
    this.clock.advance(timestampUs);
    if (this.clock.nowUs >= this.nextSweepUs) this.sweep();
    const side = this.endpoints.lookUp(data, header);
    let connection = this.endpoints.find();
    const isTcp = header.protocol === protocolTcp;
    if (connection !== none && this.startsAnew(connection, side, header, timestampUs)) {
      this.end(connection, isTcp ? 'reused' : 'idle');
      connection = none;
    }
    into.isNew = connection === none;
    if (connection === none) connection = this.insert(side, header, timestampUs);
    into.connection = connection;
    into.isUp = side === this.clientSide(connection);
    into.hasNewPayload = false;
    into.payloadSkip = 0;
    into.isAfterGap = false;
    into.unheardBytes = 0;
    const isSeen = this.recent.note(this.endpoints.hash ^ side, header, timestampUs) && !into.isNew;
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
    this.lists.touch(connection, this.clock.nowUs);

    let newBytes = header.payloadLength;
    // Later fragments of a segment carry payload, but no TCP header.
    const hasTcpHeader = isTcp && header.fragmentOffset === 0;
    if (hasTcpHeader) {
      // A rebuilt capture may repeat its fields; whoever sends again takes another IP id.
      const isPlausible = hasNewId && header.checksum !== 0;
      const isUnanswered = isPlausible && step >= retransmitUs && this.lastSide[connection] === side;
      newBytes = this.sequences.follow(stream, header, isUnanswered, into);
    }
    this.lastSide[connection] = side;
    if (into.unheardBytes > 0) {
      this.addPayload(connection, 1 - side, !into.isUp, into.unheardBytes, timestampUs);
    }
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
    this.sweepList(List.closed, lingerUs, 'closed');
    this.sweepList(List.datagram, datagramIdleUs, 'idle');
    this.sweepList(List.tcp, tcpIdleUs, 'idle');
  }

  /** Ends every connection, in the order in which they began to be idle. */
  endAll(): void {
    for (const list of allLists) {
      for (let connection = this.lists.oldest(list); connection !== none; connection = this.lists.oldest(list)) {
        this.end(connection, list === List.closed ? 'closed' : 'input-ended');
      }
    }
  }

  /** Calls back for each connection in the table. */
  forEach(visit: (connection: number) => void): void {
    this.lists.forEach(visit);
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

  private insert(side: 0 | 1, header: PacketHeader, timestampUs: number): number {
    if (this.size >= this.maxConnections) this.evict();
    if (this.freeCount === 0 && this.used === this.capacity) this.grow();
    const connection = this.freeCount > 0 ? this.free[--this.freeCount] : this.used++;
    this.endpoints.add(connection);
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
    this.lists.add(connection, isTcp ? List.tcp : List.datagram, this.clock.nowUs);
    return connection;
  }

  /** The client's side without a handshake; the first sender's where nothing tells. */
  private guessClient(connection: number, side: 0 | 1, header: PacketHeader): number {
    if (header.protocol !== protocolTcp && header.protocol !== protocolUdp) return side;
    return guessClient([this.endOf(connection, 0), this.endOf(connection, 1)]) ?? side;
  }

  private endOf(connection: number, side: 0 | 1): End {
    const length = this.endpoints.readAddress(connection, side, address);
    return { port: this.endpoints.port(connection, side), isLocal: isLocalAddress(address, 0, length) };
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
      if (this.isClosed(connection)) this.lists.move(connection, List.tcp, this.clock.nowUs);
      this.states[connection] &= ~bothFins;
      return;
    }
    if ((flags & flagFin) !== 0) this.states[connection] |= stateFinLow << side;
    const isOver = (flags & flagRst) !== 0 || (this.states[connection] & bothFins) === bothFins;
    if (isOver && !this.isClosed(connection)) this.lists.move(connection, List.closed, this.clock.nowUs);
  }

  private sweepList(list: List, idleUs: number, reason: EndReason): void {
    for (let connection = this.lists.oldest(list); connection !== none; connection = this.lists.oldest(list)) {
      if (this.clock.nowUs - this.lists.activeAt(connection) <= idleUs) return;
      this.end(connection, reason);
    }
  }

  private evict(): void {
    const connection = this.lists.leastMissed();
    this.end(connection, this.isClosed(connection) ? 'closed' : 'evicted');
  }

  private end(connection: number, reason: EndReason): void {
    this.onEnd(connection, reason);
    this.lists.remove(connection);
    this.endpoints.remove(connection);
    this.messages.clear(connection);
    this.free[this.freeCount++] = connection;
  }

  private grow(): void {
    const capacity = Math.min(this.capacity * 2, this.maxConnections);
    this.endpoints.grow(capacity, this.used);
    this.lists.grow(capacity);
    this.firstUs = growColumn(this.firstUs, capacity);
    this.lastUs = growColumn(this.lastUs, capacity);
    this.durationUs = growColumn(this.durationUs, capacity);
    this.packets = growColumn(this.packets, capacity * 2);
    this.bytes = growColumn(this.bytes, capacity * 2);
    this.states = growColumn(this.states, capacity);
    this.messageCount = growColumn(this.messageCount, capacity);
    this.serial = growColumn(this.serial, capacity);
    this.initialSequence = growColumn(this.initialSequence, capacity);
    this.sequences.grow(capacity * 2);
    this.lastSide = growColumn(this.lastSide, capacity);
    this.lastId = growColumn(this.lastId, capacity * 2);
    this.lastPayloadUs = growColumn(this.lastPayloadUs, capacity);
    this.messageDirection = growColumn(this.messageDirection, capacity);
    this.free = growColumn(this.free, capacity);
    this.messages.grow(capacity);
    this.capacity = capacity;
  }

  private clientSide(connection: number): number {
    return (this.states[connection] & stateClientHigh) === 0 ? 0 : 1;
  }
}

/** The client's initial sequence number, by its SYN or by the SYN-ACK, which acknowledges one more. */
function initialSequenceOf(header: PacketHeader): number {
  const isSynAck = (header.tcpFlags & (flagSyn | flagAck)) === (flagSyn | flagAck);
  return (isSynAck ? header.acknowledgement - 1 : header.sequence) >>> 0;
}
