/** Makes TCP segments of a conversation, as a capture near the client sees them (RFC 9293, 5681, 1122 for delayed ACKs). */
import type { NetworkPath } from './network-path';
import type { Random } from './random';
import type { Message, Talk } from './talk';

export const TcpFlag = { fin: 1, syn: 2, reset: 4, push: 8, ack: 16 } as const;

/** One segment: `length` bytes of `message` from `offset`, or none. Sequence numbers begin at 0 on both sides. */
export interface Segment {
  timeMs: number;
  readonly isUp: boolean;
  readonly flags: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly message: Message | null;
  readonly offset: number;
  readonly length: number;
}

/** Segments of one congestion window before the sender waits for the first answer. */
const initialWindow = 10;
const never = Infinity;

/**
 * Segments of the conversation in time order, from the SYN at 0 ms. Message times count from the established connection.
 * `maxSegments` stops long transfers early, as if the capture ended there.
 */
export function layTcp(talk: Talk, path: NetworkPath, random: Random, maxSegments = 20000): Segment[] {
  const flow = new TcpFlow(path, random);
  if (talk.opening !== 'answered') {
    flow.fail(talk.opening);
    return flow.inOrder();
  }
  flow.shakeHands();
  const { clientClosesMs } = talk;
  for (const message of talk.inOrder()) {
    if (clientClosesMs !== null && message.atMs > clientClosesMs) flow.closeClientSide(clientClosesMs);
    flow.carry(message);
    if (flow.segments.length > maxSegments) return flow.inOrder();
  }
  flow.end(talk);
  return flow.inOrder();
}

class TcpFlow {
  readonly segments: Segment[] = [];
  private readonly mss: number;
  /** What losses have added to the clock of the conversation, ms. */
  private shiftMs = 0;
  private lastUpMs = 0;
  private lastDownMs = 0;
  private lastActivityMs = 0;
  private nextUp = 0;
  private nextDown = 0;
  /** What the client has received, and what the server is known to have received. */
  private receivedDown = 0;
  private receivedUp = 0;
  /** Up data under way: when the server has it and up to which byte. */
  private readonly arrivals: { atMs: number; end: number }[] = [];
  private clientAckMs = never;
  private serverAckMs = never;
  private unackedDown = 0;
  private unackedUp = 0;
  private dataSegmentsDown = 0;
  private windowUp = initialWindow;
  private windowDown = initialWindow;
  private isClientClosed = false;

  constructor(
    private readonly path: NetworkPath,
    private readonly random: Random,
  ) {
    this.mss = path.mss - (path.client.hasTimestamps && path.server.hasTimestamps ? 12 : 0);
  }

  shakeHands(): void {
    const { path, random } = this;
    const answer = path.roundTripMs + random.exponential(path.jitterMs);
    let begin = 0;
    this.put(0, true, TcpFlag.syn, null, 0, 0, 0, 0);
    if (random.chance(path.lossRate)) {
      begin = 1000;
      this.put(begin, true, TcpFlag.syn, null, 0, 0, 0, 0);
    }
    this.nextUp = 1;
    this.nextDown = 1;
    this.receivedUp = 1;
    this.put(begin + answer, false, TcpFlag.syn | TcpFlag.ack, null, 0, 0, 0, 1);
    this.receivedDown = 1;
    this.shiftMs = begin + answer + random.between(0.02, 0.4);
    this.put(this.shiftMs, true, TcpFlag.ack, null, 0, 0, 1, 1);
    this.shiftMs += 0.01;
  }

  /** A SYN that nobody answers, that is refused, or whose answer the scanner resets. */
  fail(opening: 'unanswered' | 'refused' | 'scanned'): void {
    const answer = this.path.roundTripMs + this.random.exponential(this.path.jitterMs);
    const tries =
      opening === 'scanned' ? 1 : opening === 'refused' ? this.random.pick([1, 3]) : this.random.integer(1, 6);
    let at = 0;
    for (let attempt = 0; attempt < tries; attempt++) {
      this.put(at, true, TcpFlag.syn, null, 0, 0, 0, 0);
      if (opening === 'refused') this.put(at + answer, false, TcpFlag.reset | TcpFlag.ack, null, 0, 0, 0, 1);
      if (opening === 'scanned' && this.random.chance(0.5)) {
        this.put(at + answer, false, TcpFlag.syn | TcpFlag.ack, null, 0, 0, 0, 1);
        this.put(at + answer + 0.1, true, TcpFlag.reset, null, 0, 0, 1, 0);
      }
      at += opening === 'refused' ? 500 : 1000 * 2 ** attempt;
    }
  }

  carry(message: Message): void {
    const last = message.isUp ? this.lastUpMs : this.lastDownMs;
    const at = Math.max(message.atMs + this.shiftMs, last + 0.005);
    this.keepAliveUntil(at);
    if (message.isUp) this.carryUp(message, at);
    else this.carryDown(message, at);
  }

  /** The client has nothing more to say; does nothing the second time. */
  closeClientSide(atMs: number): void {
    if (this.isClientClosed) return;
    this.isClientClosed = true;
    const at = Math.max(atMs + this.shiftMs, this.lastUpMs + 0.005);
    this.keepAliveUntil(at);
    this.put(at, true, TcpFlag.fin | TcpFlag.ack, null, 0, 0, this.nextUp, this.receivedDown);
    this.nextUp++;
    this.receivedUp = this.nextUp;
    const heard = at + this.path.roundTripMs + this.random.exponential(this.path.jitterMs);
    this.put(heard, false, TcpFlag.ack, null, 0, 0, this.nextDown, this.nextUp);
  }

  /** Closes as the conversation says, or lets the capture end. */
  end(talk: Talk): void {
    const { random, path } = this;
    const at = Math.max(talk.endMs + this.shiftMs, this.lastActivityMs + 0.05);
    this.keepAliveUntil(at);
    const ending = talk.ending ?? 'open';
    const isByClient = ending.startsWith('client');
    if (ending === 'open') return;
    if (ending.endsWith('reset')) {
      this.put(
        at,
        isByClient,
        TcpFlag.reset | TcpFlag.ack,
        null,
        0,
        0,
        isByClient ? this.nextUp : this.nextDown,
        isByClient ? this.receivedDown : this.nextUp,
      );
      return;
    }
    const finAck = TcpFlag.fin | TcpFlag.ack;
    const answerMs = path.roundTripMs + random.exponential(path.jitterMs);
    if (isByClient) {
      this.put(at, true, finAck, null, 0, 0, this.nextUp, this.receivedDown);
      this.nextUp++;
      this.put(at + answerMs, false, finAck, null, 0, 0, this.nextDown, this.nextUp);
      this.nextDown++;
      this.put(at + answerMs + 0.05, true, TcpFlag.ack, null, 0, 0, this.nextUp, this.nextDown);
    } else {
      this.put(at, false, finAck, null, 0, 0, this.nextDown, this.nextUp);
      this.nextDown++;
      const closes = at + random.logBetween(0.05, 5);
      this.put(closes, true, finAck, null, 0, 0, this.nextUp, this.nextDown);
      this.nextUp++;
      this.put(closes + answerMs, false, TcpFlag.ack, null, 0, 0, this.nextDown, this.nextUp);
    }
  }

  /** The segments by time. */
  inOrder(): Segment[] {
    return this.segments.sort((one, other) => one.timeMs - other.timeMs);
  }

  private carryUp(message: Message, at: number): void {
    const { path, random } = this;
    const most = path.isOffloaded ? this.mss * 8 : this.mss;
    const perSegmentMs = (this.mss * 8) / (path.bandwidthMbps * 1000);
    let time = at;
    let inWindow = 0;
    for (let offset = 0; offset < message.length; offset += most) {
      const length = Math.min(most, message.length - offset);
      const isLast = offset + length >= message.length;
      this.putData(time, message, offset, length, isLast);
      this.clientAckMs = never;
      this.unackedDown = 0;
      let arrival = time + path.roundTripMs + random.exponential(path.jitterMs);
      if (path.lossRate > 0 && random.chance(path.lossRate)) {
        const timeout = path.roundTripMs + Math.max(200, 4 * path.jitterMs);
        this.putData(time + timeout, message, offset, length, isLast);
        arrival += timeout;
        this.shiftMs += isLast ? timeout : 0;
      }
      this.nextUp += length;
      this.arrivals.push({ atMs: arrival, end: this.nextUp });
      this.unackedUp += length >= this.mss ? 1 : 0.5;
      const delay =
        this.unackedUp >= 2 ? 0 : this.arrivals.length <= path.server.quickAcks ? 0 : path.server.delayedAckMs;
      this.serverAckMs = Math.min(this.serverAckMs, arrival + delay);
      time += perSegmentMs * Math.ceil(length / this.mss);
      inWindow += Math.ceil(length / this.mss);
      if (inWindow >= this.windowUp && !isLast) {
        time = Math.max(time, at + path.roundTripMs);
        this.flushAcks(time);
        this.windowUp = Math.min(this.windowUp * 2, 256);
        inWindow = 0;
        at = time;
      }
    }
    this.lastUpMs = Math.max(time - perSegmentMs, at);
  }

  private carryDown(message: Message, at: number): void {
    const { path, random } = this;
    const isBulk = message.length > 3 * this.mss;
    const perSegmentMs = (this.mss * 8) / (path.bandwidthMbps * 1000);
    let time = at;
    let inWindow = 0;
    for (let offset = 0; offset < message.length;) {
      const most = path.isOffloaded && isBulk ? this.mss * random.integer(1, 12) : this.mss;
      const length = Math.min(most, message.length - offset);
      const isLast = offset + length >= message.length;
      this.flushAcks(time);
      this.takeArrivals(time);
      const timeout = path.roundTripMs + Math.max(200, 4 * path.jitterMs);
      if (path.lossRate > 0 && random.chance(path.lossRate)) {
        // Lost before the capture: it appears once, late.
        const late = isLast ? timeout : path.roundTripMs + random.exponential(5);
        this.putData(time + late, message, offset, length, isLast);
        if (isLast) {
          time += late;
          this.shiftMs += late;
        }
      } else {
        this.putData(time, message, offset, length, isLast);
        const isSentTwice = isLast && (random.chance(path.spuriousRate) || random.chance(path.lossRate / 2));
        if (isSentTwice && this.clientDelay() > 0) {
          const again = time + Math.max(200, this.clientDelay()) + random.between(0, 15);
          this.putData(again, message, offset, length, isLast);
          this.put(again + 0.1, true, TcpFlag.ack, null, 0, 0, this.nextUp, this.nextDown + length);
        }
      }
      this.nextDown += length;
      this.receivedDown = this.nextDown;
      this.dataSegmentsDown++;
      this.unackedDown += Math.ceil(length / this.mss);
      const isAckDue = this.unackedDown >= 2 && (length >= this.mss || random.chance(0.5));
      this.clientAckMs = Math.min(
        this.clientAckMs,
        time + (isAckDue ? random.between(0.01, 0.08) : this.clientDelay()),
      );
      time += perSegmentMs * Math.ceil(length / this.mss);
      inWindow += Math.ceil(length / this.mss);
      offset += length;
      if (inWindow >= this.windowDown && !isLast) {
        time = Math.max(time, at + path.roundTripMs);
        this.windowDown = Math.min(this.windowDown * 2, 512);
        inWindow = 0;
        at = time;
      }
    }
    this.lastDownMs = Math.max(time - perSegmentMs, at);
  }

  private clientDelay(): number {
    const { client } = this.path;
    return this.dataSegmentsDown < client.quickAcks ? this.random.between(0.02, 0.5) : client.delayedAckMs;
  }

  /** Pure acknowledgements and keep-alive probes that fall due before `until`. */
  private keepAliveUntil(until: number): void {
    const { clientKeepAlive, serverKeepAlive, client, server, roundTripMs } = this.path;
    for (;;) {
      this.flushAcks(until);
      const upDue = clientKeepAlive === null ? never : this.lastActivityMs + clientKeepAlive.idleMs;
      const downDue = serverKeepAlive === null ? never : this.lastActivityMs + serverKeepAlive.idleMs;
      const due = Math.min(upDue, downDue);
      if (due + roundTripMs >= until) return;
      const isUp = upDue <= downDue;
      const bytes = isUp ? client.probeBytes : server.probeBytes;
      const sequence = isUp ? this.nextUp - 1 : this.nextDown - 1;
      this.put(due, isUp, TcpFlag.ack, null, 0, bytes, sequence, isUp ? this.receivedDown : this.receivedUp);
      const answer = due + (isUp ? roundTripMs : 0.05);
      this.put(
        answer,
        !isUp,
        TcpFlag.ack,
        null,
        0,
        0,
        isUp ? this.nextDown : this.nextUp,
        isUp ? this.nextUp : this.nextDown,
      );
    }
  }

  private flushAcks(until: number): void {
    for (;;) {
      const due = Math.min(this.clientAckMs, this.serverAckMs);
      if (due > until || due === never) return;
      if (this.clientAckMs <= this.serverAckMs) {
        this.put(due, true, TcpFlag.ack, null, 0, 0, this.nextUp, this.receivedDown);
        this.clientAckMs = never;
        this.unackedDown = 0;
      } else {
        this.takeArrivals(due);
        this.put(due, false, TcpFlag.ack, null, 0, 0, this.nextDown, this.receivedUp);
        const rest = this.arrivals[0];
        this.serverAckMs = rest === undefined ? never : rest.atMs + this.path.server.delayedAckMs;
      }
    }
  }

  /** Takes in what the server has received by `time`; a segment sent then acknowledges it. */
  private takeArrivals(time: number): void {
    const { arrivals } = this;
    while (arrivals.length > 0 && arrivals[0].atMs <= time) {
      this.receivedUp = Math.max(this.receivedUp, arrivals[0].end);
      arrivals.shift();
    }
    this.unackedUp = Math.min(this.unackedUp, arrivals.length);
    if (arrivals.length === 0) this.serverAckMs = never;
  }

  private putData(time: number, message: Message, offset: number, length: number, isLast: boolean): void {
    const flags = isLast ? TcpFlag.push | TcpFlag.ack : TcpFlag.ack;
    const sequence = message.isUp ? this.nextUp : this.nextDown;
    this.put(
      time,
      message.isUp,
      flags,
      message,
      offset,
      length,
      sequence,
      message.isUp ? this.receivedDown : this.receivedUp,
    );
  }

  private put(
    timeMs: number,
    isUp: boolean,
    flags: number,
    message: Message | null,
    offset: number,
    length: number,
    sequence: number,
    acknowledgement: number,
  ): void {
    this.segments.push({ timeMs, isUp, flags, sequence, acknowledgement, message, offset, length });
    if (timeMs > this.lastActivityMs) this.lastActivityMs = timeMs;
  }
}
