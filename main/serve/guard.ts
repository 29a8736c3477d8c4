/** Who may come in: a browser on this machine that was given the token. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Checks requests to a loopback server on one port. */
export class Guard {
  private readonly hosts: ReadonlySet<string>;

  constructor(
    private readonly token: string,
    readonly port: number,
  ) {
    this.hosts = new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`));
  }

  /** False for names that another site has made point here (DNS rebinding). */
  isOurHost(request: IncomingMessage): boolean {
    return this.hosts.has(request.headers.host ?? '');
  }

  /** Whether the page that opens a WebSocket is our own; browsers always say where it comes from. */
  isOurOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin?.startsWith('http://') === true && this.hosts.has(origin.slice('http://'.length));
  }

  /** Whether the address carries the token, compared in constant time. */
  hasToken(url: URL): boolean {
    const given = Buffer.from(url.searchParams.get('token') ?? '');
    const right = Buffer.from(this.token);
    return given.length === right.length && timingSafeEqual(given, right);
  }
}

/** Headers of every answer. The window may talk to its own server and to nobody else. */
export function securityHeaders(host: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ws://${host}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
