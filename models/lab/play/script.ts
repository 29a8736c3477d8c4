import type { Message, Talk } from '../../generator/talk';

/** One thing an end of a conversation will say. */
export interface Line {
  readonly message: Message;
  /** On the speaker's own clock, which begins when its end of the connection is ready, ms. */
  readonly dueMs: number;
  /** Bytes of the other end that must have been heard before, and when the last of them was due here, ms. */
  readonly heardBytes: number;
  readonly heardMs: number;
}

/**
 * What one end says in a talk, which is told as the client sees it. The server's clock runs half a round trip late, so what
 * arrives at the client at t leaves the server at t - round trip on the server's clock.
 */
export function scriptOf(talk: Talk, isClient: boolean, roundTripMs: number): Line[] {
  const messages = talk.inOrder();
  const others = messages.filter(({ isUp }) => isUp !== isClient);
  const lines: Line[] = [];
  let heard = 0;
  let heardBytes = 0;
  let heardMs = -Infinity;
  for (const message of messages) {
    if (message.isUp !== isClient) continue;
    const dueMs = isClient ? message.atMs : message.atMs - roundTripMs;
    for (; heard < others.length && others[heard].atMs <= dueMs; heard++) {
      heardBytes += others[heard].length;
      heardMs = others[heard].atMs;
    }
    lines.push({ message, dueMs, heardBytes, heardMs });
  }
  return lines;
}
