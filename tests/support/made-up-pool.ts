import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server, on loopback unless told otherwise, that hands out made-up jobs every few seconds and takes every share. */
export async function openMadeUpPool(host = '127.0.0.1'): Promise<{ port: number; close: () => void }> {
  const job = { job_id: '7', blob: '07'.padEnd(152, '0'), target: 'b88d0600' };
  const server: Server = createServer((socket) => {
    const say = (message: object) => socket.write(`${JSON.stringify(message)}\n`);
    const push = setInterval(() => say({ jsonrpc: '2.0', method: 'job', params: job }), 9000);
    socket.on('data', (data) => {
      for (const line of data.toString().trim().split('\n')) {
        const { id, method } = JSON.parse(line) as { id?: number; method?: string };
        const result = method === 'login' ? { id: 'abcd', job, status: 'OK' } : { status: 'OK' };
        say({ id: id ?? 0, jsonrpc: '2.0', error: null, result });
      }
    });
    socket.on('close', () => clearInterval(push));
    socket.on('error', () => undefined);
  });
  server.listen(0, host);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** Its idle twin: a chat that answers with as much. */
export async function openChat(host = '127.0.0.1'): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => {
    const push = setInterval(
      () => socket.write(`${JSON.stringify({ from: 'you', text: ''.padEnd(300, '.') })}\n`),
      9000,
    );
    socket.on('data', () => socket.write(`${JSON.stringify({ seen: true, text: ''.padEnd(30, '.') })}\n`));
    socket.on('close', () => clearInterval(push));
    socket.on('error', () => undefined);
  });
  server.listen(0, host);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
