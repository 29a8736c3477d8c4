/** What two programs say to each other, before TCP makes packets of it. */

/**
 * One application message as the capture near the client sees it: sent (up) or arrived (down) at `atMs` after the connection
 * was established. `data` holds its first bytes (text is Latin-1); what `length` has beyond them is opaque.
 */
export interface Message {
  atMs: number;
  readonly isUp: boolean;
  readonly length: number;
  readonly data: string | Uint8Array | null;
}

/** How a conversation ends: who closes, or nobody within the capture. */
export type Ending = 'client-fin' | 'server-fin' | 'client-reset' | 'server-reset' | 'open';

/** How a connection opens: anything but `answered` carries no messages. */
export type Opening = 'answered' | 'unanswered' | 'refused' | 'scanned';

/** Messages of one conversation; their order is put right by `inOrder`. */
export class Talk {
  messages: Message[] = [];
  opening: Opening = 'answered';
  /** Null leaves the choice to the network. */
  ending: Ending | null = null;
  /** When the client closes its side while the server may still speak, ms, or null. */
  clientClosesMs: number | null = null;
  /** When the conversation is over, ms; at least the time of the last message. */
  endMs = 0;

  /** `data`: text or bytes that can be read, or the length of something opaque. Returns when it was sent. */
  up(atMs: number, data: string | Uint8Array | number): number {
    return this.say(atMs, true, data);
  }

  /** Returns when it arrived. */
  down(atMs: number, data: string | Uint8Array | number): number {
    return this.say(atMs, false, data);
  }

  say(atMs: number, isUp: boolean, data: string | Uint8Array | number): number {
    const isOpaque = typeof data === 'number';
    const length = isOpaque ? Math.max(1, Math.round(data)) : data.length;
    if (length > 0) this.messages.push({ atMs, isUp, length, data: isOpaque ? null : data });
    if (atMs > this.endMs) this.endMs = atMs;
    return atMs;
  }

  /** Sorts by time; messages of the same time keep their order. */
  inOrder(): Message[] {
    return this.messages.sort((one, other) => one.atMs - other.atMs);
  }

  /** Ends as the conversation inside it does, `shiftMs` later. */
  endLike(inner: Talk, shiftMs: number): void {
    this.ending = inner.ending;
    this.endMs = Math.max(this.endMs, inner.endMs + shiftMs);
    this.clientClosesMs = inner.clientClosesMs === null ? null : inner.clientClosesMs + shiftMs;
  }
}
