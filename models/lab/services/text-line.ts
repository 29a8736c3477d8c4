/** A connection on which a client speaks lines of text: for servers whose clients are written here. */
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { openTcp, openTls } from '../play/open-wire';
import type { ClientPlace } from './service';

export interface TextLine {
  /** Says it without waiting. */
  say(text: string | Buffer): void;
  /** Says it and waits for what `until` matches; returns what has come since. Rejects after `mostMs` or when closed. */
  ask(text: string | Buffer, until: RegExp, mostMs?: number): Promise<string>;
  /** Everything that comes, as Latin-1. */
  onText(hear: (text: string) => void): void;
  readonly isOpen: () => boolean;
  /** Closes in the way of this client: politely, or with a reset. */
  leave(): void;
}

/** Opens TCP or TLS as the conversation has it; `serverName` for servers that only know their own. */
export async function openTextLine(
  { conversation, isTls, random }: ClientPlace,
  serverName: string | null = null,
): Promise<TextLine> {
  const raw = await openTcp(conversation);
  const socket = isTls ? await openTls(raw, conversation, undefined, () => {}, serverName) : raw;
  return lineOf(socket, random.chance(0.15) ? () => void raw.resetAndDestroy() : () => void socket.end());
}

/** A line to a server of the same site, which no capture sees: what makes servers tell their clients something. */
export function openLocalLine(port: number): TextLine {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', (error) => console.error(`local line to ${port}: ${error.message}`));
  return lineOf(socket, () => void socket.end());
}

function lineOf(socket: Socket, leave: () => void): TextLine {
  const hearers = new Set<(text: string) => void>();
  let isOpen = true;
  // What comes before anybody asks, such as a greeting.
  let early = '';
  socket.on('data', (data: Buffer) => {
    const text = data.toString('latin1');
    if (hearers.size === 0) early += text;
    for (const hear of [...hearers]) hear(text);
  });
  socket.once('close', () => (isOpen = false));
  const say = (text: string | Buffer): void => {
    if (isOpen) socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  };
  const ask = (text: string | Buffer, until: RegExp, mostMs = 60_000): Promise<string> =>
    new Promise((resolve, reject) => {
      let heard = early;
      early = '';
      const settle = (): void => {
        clearTimeout(timer);
        hearers.delete(hear);
        socket.off('close', fail);
      };
      const hear = (piece: string): void => {
        heard += piece;
        if (!until.test(heard)) return;
        settle();
        resolve(heard);
      };
      const fail = (): void => {
        settle();
        reject(new Error(`no answer that matches ${until.source}, but "${heard.slice(0, 80)}"`));
      };
      const timer = setTimeout(fail, mostMs);
      hearers.add(hear);
      socket.once('close', fail);
      say(text);
      if (heard !== '') hear('');
    });
  return { say, ask, onText: (hear) => void hearers.add(hear), isOpen: () => isOpen, leave };
}
