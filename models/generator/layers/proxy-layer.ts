/** Wraps a conversation in a proxy's greeting: SOCKS5 (RFC 1928), SOCKS4a or HTTP CONNECT (RFC 9110, 9.3.6). */
import type { Random } from '../random';
import { Talk } from '../talk';

export type ProxyKind = 'socks5' | 'socks4a' | 'connect';

/** The conversation through a proxy; `host` is the name asked for. Times move by the greeting. */
export function wrapInProxy(
  inner: Talk,
  kind: ProxyKind,
  host: string,
  port: number,
  roundTripMs: number,
  random: Random,
): Talk {
  const outer = new Talk();
  const beyondMs = random.logNormal(60, 0.8);
  let ready = 0;
  const say = (request: Uint8Array | string, reply: Uint8Array | string, thinkMs: number): void => {
    outer.up(ready + random.between(0.05, 0.5), request);
    ready += roundTripMs + thinkMs + random.between(0.1, 1);
    outer.down(ready, reply);
  };
  const name = Array.from(host, (letter) => letter.charCodeAt(0));
  if (kind === 'socks5') {
    const hasPassword = random.chance(0.15);
    say(Uint8Array.of(5, 1, hasPassword ? 2 : 0), Uint8Array.of(5, hasPassword ? 2 : 0), 0.3);
    if (hasPassword)
      say(Uint8Array.from([1, 4, 117, 115, 101, 114, 6, 115, 101, 99, 114, 101, 116]), Uint8Array.of(1, 0), 0.3);
    say(
      Uint8Array.from([5, 1, 0, 3, name.length, ...name, port >>> 8, port & 255]),
      Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0),
      beyondMs,
    );
  } else if (kind === 'socks4a') {
    say(
      Uint8Array.from([4, 1, port >>> 8, port & 255, 0, 0, 0, 1, 0, ...name, 0]),
      Uint8Array.of(0, 90, 0, 0, 0, 0, 0, 0),
      beyondMs,
    );
  } else {
    const agent = random.chance(0.5)
      ? ''
      : `User-Agent: ${random.text(6)}/${random.integer(1, 9)}.${random.integer(0, 20)}\r\n`;
    say(
      `CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n${agent}\r\n`,
      random.pick([
        'HTTP/1.1 200 Connection established\r\n\r\n',
        'HTTP/1.0 200 Connection Established\r\nProxy-agent: proxy\r\n\r\n',
        'HTTP/1.1 200 OK\r\n\r\n',
      ]),
      beyondMs,
    );
  }
  ready += random.between(0.1, 1);
  for (const message of inner.inOrder()) outer.messages.push({ ...message, atMs: message.atMs + ready });
  outer.endLike(inner, ready);
  return outer;
}
