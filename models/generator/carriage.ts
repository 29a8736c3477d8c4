/** What carries a conversation between the program and TCP: WebSocket, TLS, a proxy, or nothing. */
import { wrapInProxy, type ProxyKind } from './layers/proxy-layer';
import { drawTlsSettings, wrapInTls, type TlsSettings } from './layers/tls-layer';
import { drawWebSocketSettings, wrapInWebSocket, type WebSocketSettings } from './layers/websocket-layer';
import type { Random } from './random';
import type { Talk } from './talk';

/** The name of a carriage: `ws` a WebSocket, `socks` a SOCKS proxy, `connect` an HTTP proxy. */
export type Carrier = 'plain' | 'tls' | 'ws' | 'ws+tls' | 'socks' | 'connect' | 'tls+socks' | 'tls+connect';

export interface Carriage {
  readonly webSocket: WebSocketSettings | null;
  readonly tls: TlsSettings | null;
  readonly proxy: ProxyKind | null;
}

/** Draws the settings of a carrier towards `host`. One in four TLS clients names no server. */
export function drawCarriage(random: Random, carrier: Carrier, host: string): Carriage {
  const isWeb = carrier.startsWith('ws') || random.chance(0.3);
  const alpn = isWeb ? (random.chance(0.5) ? ['http/1.1'] : ['h2', 'http/1.1']) : [];
  return {
    webSocket: carrier.startsWith('ws') ? drawWebSocketSettings(random, host) : null,
    tls: carrier.includes('tls') ? drawTlsSettings(random, random.chance(0.75) ? host : null, alpn) : null,
    proxy: carrier.includes('socks')
      ? random.chance(0.9)
        ? 'socks5'
        : 'socks4a'
      : carrier.includes('connect')
        ? 'connect'
        : null,
  };
}

/** The conversation as TCP will see it. */
export function carryTalk(
  talk: Talk,
  carriage: Carriage,
  host: string,
  port: number,
  roundTripMs: number,
  random: Random,
): Talk {
  if (talk.opening !== 'answered') return talk;
  let carried = talk;
  if (carriage.webSocket !== null) carried = wrapInWebSocket(carried, carriage.webSocket, roundTripMs, random);
  if (carriage.tls !== null) carried = wrapInTls(carried, carriage.tls, roundTripMs, random);
  if (carriage.proxy !== null) carried = wrapInProxy(carried, carriage.proxy, host, port, roundTripMs, random);
  return carried;
}
