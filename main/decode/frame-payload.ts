/** The payload of WebSocket frames, handed on without mask to the stream of messages inside. */
import { isJsonSpace } from './json-scan';
import { mayBeginDialectLine } from './recognise-dialect';
import { readMask, unmask, unmaskByte, type FrameHeader } from './websocket-frames';

/** Takes the bytes of messages. */
export interface MessageStream {
  /** In the middle of a message that goes on. */
  readonly isInMessage: boolean;
  /** What was read last was nothing known. */
  readonly isLost: boolean;
  read(data: Uint8Array, offset: number, length: number): void;
  skip(): void;
}

/** One direction's frames, one after the other; holds no bytes itself. */
export class FramePayload {
  /** Payload bytes of the current frame that are still to come. */
  left = 0;
  private mask = 0;
  private index = 0;

  constructor(private readonly inner: MessageStream) {}

  /** A frame's header was read from `data`. */
  begin(data: Uint8Array, frame: FrameHeader): void {
    this.left = frame.payloadLength;
    this.mask = readMask(data, frame);
    this.index = 0;
  }

  /** Whether the byte at `at`, the first of the payload, may begin JSON. */
  mayBeginJson(data: Uint8Array, at: number): boolean {
    const byte = unmaskByte(data[at], this.mask, 0);
    // Socket.IO puts digits before its JSON.
    return byte === 0x7b || byte === 0x5b || isJsonSpace(byte) || (byte >= 0x30 && byte <= 0x39);
  }

  /** Reads what is there of the payload, and returns the position behind it. */
  read(data: Uint8Array, at: number, to: number): number {
    const length = Math.min(this.left, to - at);
    const isFirst = this.index === 0;
    const isWanted = isFirst ? this.inner.isInMessage || this.mayBegin(data, at) : !this.inner.isLost;
    // An unwanted frame leaves the stream inside lost, so the rest of the frame is unwanted too.
    if (isWanted) this.inner.read(unmask(data, at, at + length, this.mask, this.index), 0, length);
    else if (isFirst) this.inner.skip();
    this.index += length;
    this.left -= length;
    return at + length;
  }

  private mayBegin(data: Uint8Array, at: number): boolean {
    return this.mayBeginJson(data, at) || mayBeginDialectLine(unmaskByte(data[at], this.mask, 0));
  }

  /** Bytes were lost. */
  skip(): void {
    this.left = 0;
    this.inner.skip();
  }
}
