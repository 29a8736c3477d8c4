/** A small application, for servers that stand before it. */
import { createServer } from 'node:http';

/** Where it listens, on loopback. */
export const applicationPort = 18_080;
let isStarted = false;

/**
 * Starts it, once for all who stand before it. It answers at once (`status`), when something has happened (`hold`), or again and
 * again (`events`).
 */
export function startApplication(): void {
  if (isStarted) return;
  isStarted = true;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://lab');
    const number = (name: string): number => Number(url.searchParams.get(name) ?? 0);
    const body = (): string => {
      const size = number('bytes') * Math.max(0.2, 1 + number('spread') * (Math.random() - 0.5) * 2);
      return JSON.stringify({ at: new Date().toISOString(), items: 'x'.repeat(Math.round(size)) });
    };
    if (url.pathname === '/api/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
      const events = setInterval(() => response.write(`data: ${body()}\n\n`), number('every') * 1000);
      const beats = number('beat') > 0 ? setInterval(() => response.write(':\n\n'), number('beat') * 1000) : undefined;
      response.on('close', () => {
        clearInterval(events);
        clearInterval(beats);
      });
      return;
    }
    const isEarly = Math.random() < number('early');
    const holdMs = number('seconds') * 1000 * (isEarly ? Math.random() : 1);
    setTimeout(() => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(body());
    }, holdMs);
  });
  server.keepAliveTimeout = 3_600_000;
  server.listen(applicationPort, '127.0.0.1');
}
