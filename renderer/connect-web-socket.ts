import { createBridgeClient } from '../shared/bridge-client';
import type { HostMessage, KanariaBridge } from '../shared/contract';

const firstRetryMs = 500;
const lastRetryMs = 5000;

/** The bridge over a WebSocket, connected again whenever it closes. */
export function connectWebSocket(url: string): KanariaBridge {
  let socket: WebSocket | null = null;
  let retryMs = firstRetryMs;

  const client = createBridgeClient({
    send: (message) => socket?.send(JSON.stringify(message)),
    startTimer: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });

  function connect(): void {
    socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      retryMs = firstRetryMs;
      client.open();
    });
    // The page's own server is the only sender, and it validates what it sends.
    socket.addEventListener('message', (event) => client.receive(JSON.parse(String(event.data)) as HostMessage));
    socket.addEventListener('close', () => {
      client.close();
      setTimeout(connect, retryMs);
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    });
  }

  connect();
  return client;
}
