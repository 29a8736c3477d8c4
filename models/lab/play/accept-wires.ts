/** The server's end: listens at the conversation's address and hands out each connection when it can be spoken on. */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';
import { WebSocketServer } from 'ws';
import { clientPort, type Conversation } from '../plan/conversation';
import { serverTlsOptions } from './tls-habits';
import { wireOfSocket, wireOfWebSocket, type Wire } from './wire';

/** `onWire` gets the visit's number: told by the client's port, else by the order of arrival. */
export function acceptWires(
  conversation: Conversation,
  certificateFolder: string,
  onWire: (wire: Wire, visit: number) => void,
): Server {
  const { carriage, habits, path } = conversation;
  const tls = carriage.tls === null ? null : serverTlsOptions(conversation, certificateFolder);
  const context = tls === null ? null : createSecureContext(tls);
  const greet = carriage.webSocket === null ? null : createUpgrader(conversation);
  let visits = 0;
  return createServer({ noDelay: habits.serverNoDelay, allowHalfOpen: true }, (raw) => {
    const known = (raw.remotePort ?? 0) - clientPort(conversation, 0);
    const visit = known >= 0 && known < conversation.visits.length ? known : visits++;
    raw.on('error', () => {});
    if (path.serverKeepAlive !== null) raw.setKeepAlive(true, path.serverKeepAlive.idleMs);
    const ready = (socket: Socket): void => {
      if (greet === null) onWire(wireOfSocket(socket, raw, habits.saysGoodbye), visit);
      else greet(socket, raw, (wire) => onWire(wire, visit));
    };
    if (tls === null || context === null) {
      ready(raw);
      return;
    }
    const socket = new TLSSocket(raw, { ...tls, isServer: true, secureContext: context });
    socket.on('error', () => {});
    socket.once('secure', () => ready(socket));
  });
}

/** Answers WebSocket upgrades with node's HTTP server, and pings as the conversation's server does. */
function createUpgrader(conversation: Conversation) {
  const { carriage, habits } = conversation;
  const pingMs = carriage.webSocket?.pingMs ?? null;
  const http = createHttpServer();
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: habits.deflates });
  const waiting = new Map<Socket, { raw: Socket; next: (wire: Wire) => void }>();
  http.on('upgrade', (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => {});
      const found = waiting.get(socket as Socket);
      if (found === undefined) return;
      waiting.delete(socket as Socket);
      const ping = pingMs === null ? null : setInterval(() => webSocket.ping(), pingMs);
      webSocket.once('close', () => ping !== null && clearInterval(ping));
      found.next(wireOfWebSocket(webSocket, found.raw));
    });
  });
  return (socket: Socket, raw: Socket, next: (wire: Wire) => void): void => {
    waiting.set(socket, { raw, next });
    http.emit('connection', socket);
  };
}
