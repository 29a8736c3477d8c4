/** The client's way to its server: TCP, a proxy, TLS, a WebSocket, whatever the conversation goes through. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { Random } from '../../generator/random';
import { browserHeaders } from '../../generator/layers/http-text';
import { clientPort, firstStop, type Conversation } from '../plan/conversation';
import { isInBrowser, openBrowserWire } from './open-browser-wire';
import { greetProxy } from './proxy-greeting';
import { clientTlsOptions } from './tls-habits';
import { wireOfSocket, wireOfWebSocket, type Wire } from './wire';

const proxyPorts = { socks5: 1080, connect: 8888 } as const;

/** Opens TCP, through the proxy if there is one, from any port unless one is given. Rejects where nobody answers. */
export async function openTcp(conversation: Conversation, localPort?: number): Promise<Socket> {
  const { proxy, path, habits, host, port } = conversation;
  const socket = connect({
    host: firstStop(conversation),
    port: proxy === null ? port : proxyPorts[proxy.kind],
    localAddress: conversation.clientAddress,
    localPort,
    noDelay: habits.clientNoDelay,
    allowHalfOpen: false,
    ...(path.clientKeepAlive === null
      ? {}
      : { keepAlive: true, keepAliveInitialDelay: Math.min(path.clientKeepAlive.idleMs, 32_000_000) }),
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  if (proxy !== null) await greetProxy(socket, proxy.kind, host, port);
  return socket;
}

/** TLS over a TCP socket; a session of an earlier visit may be resumed. `serverName` overrides the conversation's. */
export async function openTls(
  raw: Socket,
  conversation: Conversation,
  session: Buffer | undefined,
  onSession: (session: Buffer) => void,
  serverName: string | null = null,
): Promise<Socket> {
  const options = clientTlsOptions(conversation);
  const servername = serverName ?? options.servername;
  const socket = connectTls({ ...options, servername, socket: raw, session });
  socket.on('error', () => {});
  socket.on('session', onSession);
  await once(socket, 'secureConnect');
  return socket;
}

const sessions = new Map<number, Buffer>();

/** Opens the whole way; resolves when the first message can be sent. */
export async function openWire(conversation: Conversation, visit: number): Promise<Wire> {
  if (isInBrowser(conversation)) return await openBrowserWire(conversation);
  const raw = await openTcp(conversation, clientPort(conversation, visit));
  const { index, carriage } = conversation;
  let socket = raw;
  if (carriage.tls !== null) {
    const session = carriage.tls.isResumed ? sessions.get(index) : undefined;
    socket = await openTls(raw, conversation, session, (ticket) => sessions.set(index, ticket));
  }
  return carriage.webSocket === null
    ? wireOfSocket(socket, raw, conversation.habits.saysGoodbye)
    : await upgrade(socket, raw, conversation);
}

async function upgrade(socket: Socket, raw: Socket, conversation: Conversation): Promise<Wire> {
  const settings = conversation.carriage.webSocket;
  if (settings === null) throw new Error('Not a WebSocket.');
  const random = new Random(conversation.index, 77);
  const headers: Record<string, string> = {};
  if (settings.origin !== null) {
    headers.Origin = settings.origin;
    for (const line of browserHeaders(random).split('\r\n')) {
      const colon = line.indexOf(': ');
      if (colon > 0) headers[line.slice(0, colon)] = line.slice(colon + 2);
    }
  }
  if (settings.extraHeaderBytes > 0) headers.Cookie = `session=${random.text(settings.extraHeaderBytes)}`;
  const webSocket = new WebSocket(`ws://${settings.host}${settings.path}`, {
    headers,
    perMessageDeflate: conversation.habits.deflates,
    createConnection: () => socket,
  });
  webSocket.on('error', () => {});
  await once(webSocket, 'open');
  return wireOfWebSocket(webSocket, raw);
}
