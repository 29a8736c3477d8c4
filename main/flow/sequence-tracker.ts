/** Follows TCP sequence numbers where they mean something, to tell new payload from payload seen before. */
import type { PacketHeader } from '../decode/packet-header';
import { flagAck, flagSyn } from './tcp-flags';

/** Sequence numbers further back than any window are another numbering, not a retransmission. */
const farthestRepeat = 1 << 24;

const hasPayload = 1;
/** The numbers are known to advance with the payload: a rebuilt capture may hold the same ones everywhere. */
const isMeaningful = 2;
/** Payload was read out of order, so that what follows does not continue it. */
const isBroken = 4;
/** A segment of this direction was captured. */
const isHeard = 8;
/** None was; what the other side acknowledges tells how far it has come. */
const isAcknowledged = 16;

/** What of a segment's payload is new. */
export interface NewPayload {
  /** Payload bytes at the packet's start that had been seen before. */
  payloadSkip: number;
  /** The payload does not continue what came last in its direction. */
  isAfterGap: boolean;
  /** Payload bytes of the other direction, none of which was captured, that the segment acknowledges for the first time. */
  unheardBytes: number;
}

/** Columns indexed by stream: `connection * 2`, plus one for the other direction. */
export class SequenceTracker {
  private next: Uint32Array;
  /** The newest stretch that was jumped over and may still come, `from` before `to`; empty where they are equal. */
  private gapFrom: Uint32Array;
  private gapTo: Uint32Array;
  private states: Uint8Array;

  constructor(streams: number) {
    this.next = new Uint32Array(streams);
    this.gapFrom = new Uint32Array(streams);
    this.gapTo = new Uint32Array(streams);
    this.states = new Uint8Array(streams);
  }

  /** Makes room for more streams. */
  grow(streams: number): void {
    const resize = (column: Uint32Array): Uint32Array => {
      const larger = new Uint32Array(streams);
      larger.set(column);
      return larger;
    };
    this.next = resize(this.next);
    this.gapFrom = resize(this.gapFrom);
    this.gapTo = resize(this.gapTo);
    const states = new Uint8Array(streams);
    states.set(this.states);
    this.states = states;
  }

  /** Forgets both directions of a connection. */
  begin(connection: number): void {
    const at = connection * 2;
    this.states[at] = this.states[at + 1] = 0;
    this.gapFrom[at] = this.gapTo[at] = this.gapFrom[at + 1] = this.gapTo[at + 1] = 0;
  }

  isMeaningful(stream: number): boolean {
    return (this.states[stream] & isMeaningful) !== 0;
  }

  /**
   * Takes a TCP segment with its header; returns its payload bytes not seen before and fills `into`. `isUnanswered`: the
   * same side sent the connection's previous packet, and had time to get impatient.
   */
  follow(stream: number, header: PacketHeader, isUnanswered: boolean, into: NewPayload): number {
    const { payloadLength, tcpFlags } = header;
    const isSyn = (tcpFlags & flagSyn) !== 0;
    const isFirst = (this.states[stream] & isHeard) === 0;
    this.states[stream] = (this.states[stream] | isHeard) & ~isAcknowledged;
    if ((tcpFlags & flagAck) !== 0) into.unheardBytes = this.takeAcknowledgement(stream ^ 1, header.acknowledgement);
    const begin = isSyn ? header.sequence + 1 : header.sequence;
    if (isFirst || isSyn) {
      this.next[stream] = begin + payloadLength;
      if (payloadLength > 0) this.states[stream] |= hasPayload;
      return payloadLength;
    }
    const ahead = (begin - this.next[stream]) | 0;
    if (ahead === 0 && (this.states[stream] & hasPayload) !== 0) this.states[stream] |= isMeaningful;
    // An acknowledgement without payload says nothing new about where the payload stands; a keep-alive repeats one byte.
    if (payloadLength === 0 || (payloadLength === 1 && ahead === -1)) return 0;
    if (isUnanswered && ahead === -payloadLength) return 0;
    this.states[stream] |= hasPayload;
    if (!this.isMeaningful(stream) || ahead >= 0 || ahead < -farthestRepeat) {
      return this.goOn(stream, begin, payloadLength, ahead, into);
    }
    const news = payloadLength + ahead;
    if (news <= 0) return this.fillGap(stream, begin, payloadLength, into);
    into.payloadSkip = -ahead;
    this.next[stream] += news;
    return news;
  }

  private goOn(stream: number, begin: number, length: number, ahead: number, into: NewPayload): number {
    if (ahead > 0) {
      this.gapFrom[stream] = this.next[stream];
      this.gapTo[stream] = begin;
    }
    if (this.isMeaningful(stream)) into.isAfterGap = ahead !== 0 || (this.states[stream] & isBroken) !== 0;
    this.states[stream] &= ~isBroken;
    this.next[stream] = begin + length;
    return length;
  }

  /** Payload from before: new only where it was jumped over and comes late. */
  private fillGap(stream: number, begin: number, length: number, into: NewPayload): number {
    const before = (begin - this.gapFrom[stream]) | 0;
    const after = (this.gapTo[stream] - begin - length) | 0;
    if (before < 0 || after < 0) return 0;
    if (after === 0) this.gapTo[stream] = begin;
    else this.gapFrom[stream] = begin + length;
    into.isAfterGap = true;
    this.states[stream] |= isBroken;
    return length;
  }

  /**
   * An acknowledgement of exactly the payload sent shows that its numbers mean something. Of a direction that is not captured
   * it is all there is to know: returns the bytes that it has come on.
   */
  private takeAcknowledgement(stream: number, acknowledgement: number): number {
    if ((this.states[stream] & isHeard) === 0) return this.overhear(stream, acknowledgement);
    const hasOnlyPayload = (this.states[stream] & (hasPayload | isMeaningful)) === hasPayload;
    if (hasOnlyPayload && this.next[stream] === acknowledgement >>> 0) this.states[stream] |= isMeaningful;
    return 0;
  }

  private overhear(stream: number, acknowledgement: number): number {
    const isKnown = (this.states[stream] & isAcknowledged) !== 0;
    const news = (acknowledgement - this.next[stream]) | 0;
    if (isKnown && news <= 0 && news > -farthestRepeat) return 0;
    this.states[stream] |= isAcknowledged;
    this.next[stream] = acknowledgement;
    // A step of one is the other side's FIN, or a keep-alive of it.
    return isKnown && news > 1 && news < farthestRepeat ? news : 0;
  }
}
