/** One browser window behind a WebSocket. */
import type { WebSocket } from 'ws';
import type { ClientMessage, HostMessage } from '../../shared/contract';
import { isCoveredBySnapshots, sendSnapshots } from '../engine/catch-up';
import type { ContractHost } from '../engine/contract-host';
import type { EngineEvent } from '../engine/engine-endpoint';

/** A window that has this much unread is behind: changes are left out until it has caught up. */
const behindBytes = 4 * 1024 * 1024;
const caughtUpBytes = 64 * 1024;
const lookAgainMs = 500;

/** Serves one connection until it closes. A slow window gets fewer changes, then all rows anew; never a backlog. */
export function serveWebSocket(socket: WebSocket, host: ContractHost): void {
  let catchingUp: NodeJS.Timeout | null = null;
  const client = host.connect(onEvent);

  function send(message: HostMessage): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }

  function onEvent(event: EngineEvent): void {
    if (isCoveredBySnapshots(event)) {
      if (socket.bufferedAmount > behindBytes) catchingUp ??= setInterval(catchUp, lookAgainMs);
      if (catchingUp !== null) return;
    }
    send({ kind: 'event', ...event });
  }

  function catchUp(): void {
    if (socket.bufferedAmount > caughtUpBytes) return;
    stopCatchingUp();
    void sendSnapshots(client, (event) => send({ kind: 'event', ...event }));
  }

  function stopCatchingUp(): void {
    if (catchingUp !== null) clearInterval(catchingUp);
    catchingUp = null;
  }

  socket.on('message', (data, isBinary) => {
    const message = isBinary ? null : parseMessage((data as Buffer).toString('utf8'));
    if (message === null) return socket.close(1008, 'not a request');
    void client.handle(message.name, message.input).then((reply) => send({ kind: 'reply', id: message.id, reply }));
  });
  socket.on('close', () => {
    stopCatchingUp();
    client.close();
  });
  socket.on('error', () => socket.terminate());
}

function parseMessage(text: string): ClientMessage | null {
  try {
    const message = JSON.parse(text) as Partial<ClientMessage> | null;
    return message?.kind === 'request' && typeof message.id === 'number' ? (message as ClientMessage) : null;
  } catch {
    return null;
  }
}
