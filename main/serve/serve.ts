/** The window in a browser: a server on loopback that gives the built window to whoever has the token. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Failure } from '../../shared/connection';
import type { ContractHost } from '../engine/contract-host';
import { Guard, securityHeaders } from './guard';
import { readStaticFiles, type StaticFile } from './static-files';
import { serveWebSocket } from './web-socket-client';

export interface ServeOptions {
  readonly host: ContractHost;
  /** Folder of the built window. */
  readonly folder: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** A running server. */
export interface RunningServer {
  readonly kind: 'ok';
  readonly port: number;
  /** The address to open, with the token. */
  readonly url: string;
  close(): Promise<void>;
}

/** Largest request of a window, bytes. */
const maxPayload = 1024 * 1024;

/** Starts the server on 127.0.0.1, and on ::1 where there is one. */
export async function serve(options: ServeOptions): Promise<RunningServer | { kind: 'failed'; failure: Failure }> {
  const files = readStaticFiles(options.folder);
  if (files === null) return { kind: 'failed', failure: notBuilt(options.folder) };
  const token = randomBytes(24).toString('base64url');
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  let guard = new Guard(token, options.port);

  const start = (address: string, port: number): Promise<Server> => {
    const server = createServer((request, response) => answer(request, response, guard, files));
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const url = urlOf(request);
      const isOurs =
        guard.isOurHost(request) && guard.isOurOrigin(request) && url?.pathname === '/ws' && guard.hasToken(url);
      if (!isOurs) return refuse(socket);
      sockets.handleUpgrade(request, socket, head, (webSocket) => serveWebSocket(webSocket, options.host));
    });
    return listen(server, address, port);
  };

  let first: Server;
  try {
    first = await start('127.0.0.1', options.port);
  } catch (error) {
    return { kind: 'failed', failure: whyNotListening(error, options.port) };
  }
  const { port } = first.address() as AddressInfo;
  guard = new Guard(token, port);
  const second = await start('::1', port).catch(() => null);

  return {
    kind: 'ok',
    port,
    url: `http://127.0.0.1:${port}/?token=${token}`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      await closeServer(first);
      if (second !== null) await closeServer(second);
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  guard: Guard,
  files: ReadonlyMap<string, StaticFile>,
): void {
  const say = (status: number, text: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(text);
  };
  if (!guard.isOurHost(request)) return say(403, 'Kanaria answers on this machine only.');
  for (const [name, value] of Object.entries(securityHeaders(request.headers.host ?? '')))
    response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'Only GET.', { Allow: 'GET, HEAD' });
  const url = urlOf(request);
  const isPage = url?.pathname === '/' || url?.pathname === '/index.html';
  const file = url && files.get(isPage ? '/index.html' : url.pathname);
  if (!url || !file) return say(404, 'There is nothing here.');
  if (isPage && !guard.hasToken(url)) {
    return say(403, 'Open the address that Kanaria printed in the terminal: it carries the token of this run.');
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function urlOf(request: IncomingMessage): URL | null {
  const url = request.url ?? '';
  // Only the path counts; a whole address or `//host` in its place is nothing that our window asks for.
  if (!url.startsWith('/') || url.startsWith('//')) return null;
  return URL.canParse(url, 'http://loopback') ? new URL(url, 'http://loopback') : null;
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function listen(server: Server, address: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true, ipv6Only: address.includes(':') }, () => resolve(server));
  });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function whyNotListening(error: unknown, port: number): Failure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return {
      kind: 'bad-request',
      message: `Port ${port} is taken.`,
      remedy: 'Choose another one with --port, or leave it out.',
    };
  }
  if (code === 'EACCES') {
    return {
      kind: 'no-permission',
      message: `Port ${port} is not yours to open.`,
      remedy: 'Choose one from 1024 on with --port.',
    };
  }
  return {
    kind: 'internal',
    message: `The server could not start: ${String(code)}.`,
    remedy: 'Check that 127.0.0.1 is up.',
  };
}

function notBuilt(folder: string): Failure {
  return {
    kind: 'missing',
    message: `The window has not been built: ${folder} is not there.`,
    remedy: 'Run: npm run build',
  };
}
