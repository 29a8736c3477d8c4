/** One direction of a TCP connection's payload, cut into the messages that may tell something. */
import type { DialectMessage } from './dialect-message';
import { readSetupConnection } from './dialect-stratum-v2';
import { findByte } from './find-byte';
import { findHeadEnd, readHttpHead, type HttpHead } from './http-head';
import { FramePayload, type MessageStream } from './frame-payload';
import { JsonScan } from './json-scan';
import { findInnerStart, findStart } from './message-start';
import { readDialectLine } from './recognise-dialect';
import { readTlsAnswer, type TlsAnswer } from './tls-answer';
import { helloLength, readTlsHello, type TlsHello } from './tls-hello';
import { readFrameHeader } from './websocket-frames';

/** Whom a stream tells what it found. */
export interface PayloadListener {
  /** True once the connection is known to mine: from then on the bodies of HTTP responses are read too. */
  readonly isMining: boolean;
  /**
   * A JSON message at `from .. to`, whole or, with `isCut`, only its beginning; `head` is the HTTP head it came under, and
   * `isInWebSocket` says that it came in a WebSocket frame.
   */
  onJson(
    data: Uint8Array,
    from: number,
    to: number,
    isCut: boolean,
    head: HttpHead | null,
    isInWebSocket: boolean,
  ): void;
  onHttpHead(head: HttpHead): void;
  onTlsHello(hello: TlsHello): void;
  onTlsAnswer(answer: TlsAnswer): void;
  /** A message of a dialect that is not JSON. */
  onMessage(message: DialectMessage): void;
}

/** What the next byte is expected to be. */
const Mode = {
  /** The first byte of a message. */
  boundary: 0,
  json: 1,
  /** JSON too long to keep, followed to its end. */
  longJson: 2,
  httpHead: 3,
  tlsHello: 4,
  frameHeader: 5,
  framePayload: 6,
  /** `left` bytes that don't matter. */
  skipping: 7,
  /** Unknown: look again at the next segment. */
  lost: 8,
  /** Encrypted for good. */
  opaque: 9,
  tlsAnswer: 10,
} as const;
type Mode = (typeof Mode)[keyof typeof Mode];

/** Returned by a step that needs bytes of the next segment. */
const wait = -1;

/** Largest message that is kept until it is whole, in bytes. */
const maxHeldBytes = 16_384;
const maxHeadBytes = 8_192;

/** Bounded: it holds at most one unfinished message of 16 KB, and only while that goes on in the next segment. */
export class PayloadStream implements MessageStream {
  private mode: Mode = Mode.boundary;
  private held: Uint8Array | null = null;
  private scan: JsonScan | null = null;
  /** Bytes of the unfinished message that have been looked at. */
  private scanned = 0;
  private left = 0;
  private isAtStart = true;
  private head: HttpHead | null = null;
  private hasUpgraded = false;
  private frames: FramePayload | null = null;

  constructor(
    private readonly listener: PayloadListener,
    private readonly isInWebSocket = false,
  ) {}

  get isInMessage(): boolean {
    return this.held !== null || this.mode === Mode.longJson;
  }

  get isLost(): boolean {
    return this.mode === Mode.lost;
  }

  /** Reads the next bytes in order. */
  read(data: Uint8Array, offset: number, length: number): void {
    if (this.mode === Mode.opaque || length <= 0) return;
    if (this.mode === Mode.lost) this.mode = Mode.boundary;
    const held = this.held;
    if (held === null) return this.consume(data, offset, offset + length);
    this.held = null;
    const joined = new Uint8Array(held.length + length);
    joined.set(held);
    joined.set(data.subarray(offset, offset + length), held.length);
    this.consume(joined, 0, joined.length);
  }

  /** Bytes were lost here: makes what can be made of an unfinished message and starts afresh. */
  skip(): void {
    const { held } = this;
    this.frames?.skip();
    if (held !== null && this.mode === Mode.json) {
      this.listener.onJson(held, 0, held.length, true, this.head, this.isInWebSocket);
    } else if (held !== null && this.mode === Mode.httpHead) {
      this.takeHead(readHttpHead(held, 0, held.length));
    } else if (held !== null && this.mode === Mode.tlsAnswer) {
      this.listener.onTlsAnswer(readTlsAnswer(held, 0, held.length));
    }
    if (this.mode === Mode.tlsHello || this.mode === Mode.tlsAnswer) this.mode = Mode.opaque;
    this.held = null;
    this.scanned = 0;
    this.hasUpgraded = false;
    this.isAtStart = false;
    if (this.mode !== Mode.opaque) this.mode = Mode.lost;
  }

  private consume(data: Uint8Array, from: number, to: number): void {
    let at = from;
    while (at < to) {
      const next = this.step(data, at, to);
      if (next === wait) {
        this.held = data.slice(at, to);
        return;
      }
      at = next;
    }
  }

  /** Goes on from `at`; returns the position to go on from, or `wait`. */
  private step(data: Uint8Array, at: number, to: number): number {
    switch (this.mode) {
      case Mode.boundary:
        return this.begin(data, at, to);
      case Mode.json:
        return this.readJson(data, at, to);
      case Mode.longJson:
        return this.followJson(data, at, to);
      case Mode.httpHead:
        return this.readHead(data, at, to);
      case Mode.tlsHello:
        return this.readHello(data, at, to);
      case Mode.tlsAnswer:
        return this.readAnswer(data, at, to);
      case Mode.frameHeader:
        return this.readFrame(data, at, to, false);
      case Mode.framePayload:
        return this.readPayload(data, at, to);
      case Mode.skipping:
        return this.skipBytes(at, to);
      default:
        return to;
    }
  }

  private begin(data: Uint8Array, at: number, to: number): number {
    const start = this.isInWebSocket ? findInnerStart(data, at, to) : findStart(data, at, to);
    switch (start) {
      case 'filler':
        return (this.isInWebSocket ? this.readLine(data, at, to) : null) ?? at + 1;
      case 'zero':
        return this.isAtStart ? this.beginSetup(data, at, to) : at + 1;
      case 'json':
        this.scan = new JsonScan();
        return this.enter(Mode.json, at);
      case 'http':
        return this.enter(Mode.httpHead, at);
      case 'tls-hello':
        return this.enter(Mode.tlsHello, at);
      case 'tls-answer':
        return this.enter(Mode.tlsAnswer, at);
      case 'encrypted':
        return this.enter(Mode.opaque, to);
      case 'frame':
        return this.readFrame(data, at, to, true);
      case 'partial':
        return wait;
      case 'unknown':
        return this.readLine(data, at, to) ?? this.lose(data, at, to);
    }
  }

  private readLine(data: Uint8Array, at: number, to: number): number | null {
    const line = readDialectLine(data, at, to, this.isInWebSocket);
    if (line === null) return null;
    this.listener.onMessage(line.message);
    return this.enter(Mode.boundary, line.end);
  }

  private beginSetup(data: Uint8Array, at: number, to: number): number {
    const setup = readSetupConnection(data, at, to);
    if (setup.kind === 'partial') return wait;
    if (setup.kind === 'none') return this.enter(Mode.boundary, at + 1);
    this.listener.onMessage(setup.message);
    return this.enter(Mode.opaque, to);
  }

  private readJson(data: Uint8Array, at: number, to: number): number {
    const end = this.scan?.findEnd(data, at + this.scanned, to) ?? -1;
    if (end < 0) return this.lose(data, at + 1, to);
    if (end <= to) {
      this.listener.onJson(data, at, end, false, this.head, this.isInWebSocket);
      return this.enter(Mode.boundary, end);
    }
    this.scanned = to - at;
    if (this.scanned <= maxHeldBytes) return wait;
    this.listener.onJson(data, at, at + maxHeldBytes, true, this.head, this.isInWebSocket);
    return this.enter(Mode.longJson, to);
  }

  private followJson(data: Uint8Array, at: number, to: number): number {
    const end = this.scan?.findEnd(data, at, to) ?? -1;
    if (end < 0) return this.lose(data, at, to);
    return end > to ? to : this.enter(Mode.boundary, end);
  }

  private readHead(data: Uint8Array, at: number, to: number): number {
    const end = findHeadEnd(data, at + Math.max(0, this.scanned - 3), to);
    if (end < 0) {
      this.scanned = to - at;
      return this.scanned <= maxHeadBytes ? wait : this.enter(Mode.lost, to);
    }
    const head = readHttpHead(data, at, end);
    this.takeHead(head);
    if (head.isWebSocketUpgrade) {
      this.hasUpgraded = true;
      return this.enter(Mode.frameHeader, end);
    }
    if (head.isRequest || this.listener.isMining) return this.enter(Mode.boundary, end);
    this.left = head.contentLength;
    return this.enter(Mode.skipping, end);
  }

  private takeHead(head: HttpHead): void {
    // A proxy's consent to CONNECT opens a connection of its own kind.
    this.head = head.method === 'CONNECT' ? null : head;
    this.listener.onHttpHead(head);
  }

  private readHello(data: Uint8Array, at: number, to: number): number {
    const length = helloLength(data, at, to);
    this.listener.onTlsHello(readTlsHello(data, at, length === 0 ? to : at + length));
    // What follows may never be captured, so what is there is told at once, and the rest later.
    return length === 0 && to - at <= maxHeldBytes ? wait : this.enter(Mode.opaque, to);
  }

  private readAnswer(data: Uint8Array, at: number, to: number): number {
    const answer = readTlsAnswer(data, at, to);
    if (!answer.isOver && to - at <= maxHeldBytes) return wait;
    this.listener.onTlsAnswer(answer);
    return this.enter(Mode.opaque, to);
  }

  /** Reads a frame header; `isGuess`: no upgrade was seen, so the payload must look like JSON. */
  private readFrame(data: Uint8Array, at: number, to: number, isGuess: boolean): number {
    const frame = readFrameHeader(data, at, to);
    if (frame === null) return wait;
    if (frame === 'invalid') return this.lose(data, at, to);
    const { opcode, isCompressed, payloadOffset, payloadLength } = frame;
    const isReadable = opcode <= 2 && !isCompressed && payloadLength > 0;
    if (isGuess && payloadLength > maxHeldBytes) return this.lose(data, at, to);
    if (!isReadable && !isGuess) {
      this.left = payloadLength;
      return this.enter(Mode.skipping, payloadOffset);
    }
    if (isReadable && payloadOffset >= to) return wait;
    this.frames ??= new FramePayload(new PayloadStream(this.listener, true));
    this.frames.begin(data, frame);
    if (isGuess && !(isReadable && this.frames.mayBeginJson(data, payloadOffset))) return this.lose(data, at, to);
    return this.enter(Mode.framePayload, payloadOffset);
  }

  private readPayload(data: Uint8Array, at: number, to: number): number {
    if (this.frames === null) return this.enter(Mode.lost, to);
    const next = this.frames.read(data, at, to);
    return this.frames.left > 0 ? next : this.enter(this.hasUpgraded ? Mode.frameHeader : Mode.boundary, next);
  }

  private skipBytes(at: number, to: number): number {
    const length = Math.min(this.left, to - at);
    this.left -= length;
    if (this.left > 0) return at + length;
    return this.enter(this.hasUpgraded ? Mode.frameHeader : Mode.boundary, at + length);
  }

  private enter(mode: Mode, at: number): number {
    this.mode = mode;
    this.isAtStart = false;
    this.scanned = 0;
    if (mode !== Mode.json && mode !== Mode.longJson) this.scan = null;
    return at;
  }

  /** Nothing known begins here. A capture may begin inside a message: the next line of the segment may be whole. */
  private lose(data: Uint8Array, at: number, to: number): number {
    this.hasUpgraded = false;
    const last = data[to - 1];
    if (last === 0x0a || last === 0x7d || last === 0) {
      for (let open = findByte(data, 0x7b, at + 1, to); open > 0; open = findByte(data, 0x7b, open + 1, to)) {
        const before = data[open - 1];
        if (before === 0x0a || before === 0) return this.enter(Mode.boundary, open);
      }
    }
    return this.enter(Mode.lost, to);
  }
}
