/** A served window over a real engine, and clients that speak to it as a browser would. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import WebSocket from 'ws';
import { ContractHost } from '../../../main/engine/contract-host';
import type { EngineEndpoint } from '../../../main/engine/engine-endpoint';
import { serve } from '../../../main/serve/serve';
import { SettingsStore } from '../../../main/settings/settings-store';
import { createBridgeClient, type BridgeClient } from '../../../shared/bridge-client';
import type { HostMessage } from '../../../shared/contract';
import { fileParts, startEngine } from '../../unit/engine/start-engine';

export interface ServedWindow {
  readonly url: URL;
  readonly downloads: string;
  readonly host: ContractHost;
  close(): Promise<void>;
}

/**
 * Serves a page of one line, or the one in `built`; `parts` may replace what the engine is made from, `endpoint` the whole
 * engine.
 */
export async function serveWindow(
  parts = fileParts(),
  endpoint?: EngineEndpoint,
  built?: string,
): Promise<ServedWindow> {
  const parent = mkdtempSync(path.join(tmpdir(), 'kanaria-page-'));
  const folder = path.join(parent, 'page');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Kanaria</title>');
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'assets', 'main.js'), 'export {};');
  writeFileSync(path.join(parent, 'kanaria-secret.html'), 'secret');
  const downloads = mkdtempSync(path.join(tmpdir(), 'kanaria-downloads-'));
  const engine = endpoint ?? startEngine(parts).engine;
  const settings = new SettingsStore(path.join(downloads, 'settings.json'));
  const host = new ContractHost({ engine, settings, dialogs: null, downloads });
  const server = await serve({ host, folder: built ?? folder, port: 0 });
  if (server.kind === 'failed') throw new Error(server.failure.message);
  return {
    url: new URL(server.url),
    downloads,
    host,
    async close() {
      await server.close();
      await engine.dispose();
    },
  };
}

export interface SocketOptions {
  readonly token?: string;
  readonly origin?: string | null;
  readonly host?: string;
  readonly path?: string;
}

/** Opens a WebSocket as our page would, with the given differences. */
export function openSocket(url: URL, options: SocketOptions = {}): WebSocket {
  const token = options.token ?? url.searchParams.get('token') ?? '';
  const origin = options.origin === undefined ? url.origin : options.origin;
  return new WebSocket(`ws://127.0.0.1:${url.port}${options.path ?? '/ws'}?token=${token}`, {
    headers: { ...(origin !== null && { Origin: origin }), ...(options.host !== undefined && { Host: options.host }) },
  });
}

/** `open`, or the HTTP status with which the socket was refused. */
export function outcomeOf(socket: WebSocket): Promise<'open' | number> {
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve('open'));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

export interface BrowserClient extends BridgeClient {
  readonly socket: WebSocket;
}

/** A connected client with the logic that the browser uses. */
export async function connectClient(url: URL): Promise<BrowserClient> {
  const socket = openSocket(url);
  const client = createBridgeClient({
    send: (message) => socket.send(JSON.stringify(message)),
    startTimer: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });
  socket.on('message', (data) => client.receive(JSON.parse((data as Buffer).toString('utf8')) as HostMessage));
  socket.on('close', () => client.close());
  await outcomeOf(socket);
  client.open();
  return Object.assign(client, { socket });
}
