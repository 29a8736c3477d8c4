import { describe, expect, it } from 'vitest';
import { readTlsHello } from '../../../../main/decode/tls-hello';
import { readFrameHeader, readMask, unmask } from '../../../../main/decode/websocket-frames';
import { wrapInProxy } from '../../../../models/generator/layers/proxy-layer';
import { drawTlsSettings, wrapInTls } from '../../../../models/generator/layers/tls-layer';
import { drawWebSocketSettings, wrapInWebSocket } from '../../../../models/generator/layers/websocket-layer';
import { Random } from '../../../../models/generator/random';
import { Talk, type Message } from '../../../../models/generator/talk';

function inner(): Talk {
  const talk = new Talk();
  talk.up(0, 'hello pool\n');
  talk.down(50, 'welcome\n');
  talk.down(30_000, 300);
  return talk;
}

function bytesOf(message: Message): Uint8Array {
  if (message.data instanceof Uint8Array) return message.data;
  return Uint8Array.from(message.data ?? '', (letter) => letter.charCodeAt(0));
}

describe('wrapInTls', () => {
  it('greets with a ClientHello that names the server and the protocol, padded to its size', () => {
    const random = new Random(1);
    const settings = {
      ...drawTlsSettings(random, 'pool.example.net', ['http/1.1']),
      helloBytes: 517,
      version: '1.3' as const,
    };
    const [hello] = wrapInTls(inner(), settings, 40, random).inOrder();
    const bytes = bytesOf(hello);
    expect(hello.length).toBe(517);
    expect(readTlsHello(bytes, 0, bytes.length)).toMatchObject({ serverName: 'pool.example.net', alpn: 'http/1.1' });
  });

  it('puts each message into a record after the handshake', () => {
    const random = new Random(2);
    const settings = {
      ...drawTlsSettings(random, null, []),
      version: '1.3' as const,
      overhead: 22,
      isCbc: false,
      joinsFirstMessage: false,
      tickets: [],
      isResumed: false,
    };
    const outer = wrapInTls(inner(), settings, 40, random);
    const records = outer.inOrder().slice(-3);
    expect(records.map(({ isUp, length }) => [isUp, length])).toEqual([
      [true, 11 + 22],
      [false, 8 + 22],
      [false, 300 + 22],
    ]);
    expect(records[0].atMs).toBeGreaterThan(40);
    expect(records[2].atMs - records[1].atMs).toBeCloseTo(29_950, 3);
  });
});

describe('wrapInWebSocket', () => {
  it('masks what the client says and keeps the text', () => {
    const random = new Random(3);
    const settings = { ...drawWebSocketSettings(random, 'ws.example.org'), pingMs: null, compression: undefined };
    const [request, response, up, down] = wrapInWebSocket(inner(), settings, 40, random).inOrder();
    expect(request.data).toMatch(/^GET .* HTTP\/1.1\r\nHost: ws.example.org\r\n/);
    expect(response.data).toMatch(/^HTTP\/1.1 101 /);
    const bytes = bytesOf(up);
    const header = readFrameHeader(bytes, 0, bytes.length);
    if (header === null || header === 'invalid') throw new Error('no frame');
    const text = unmask(bytes, bytes.length - 11, bytes.length, readMask(bytes, header), 0);
    expect(String.fromCharCode(...text)).toBe('hello pool\n');
    expect(String.fromCharCode(...bytesOf(down).subarray(2))).toBe('welcome\n');
  });
});

describe('wrapInProxy', () => {
  it('asks the proxy for the host before anything else', () => {
    const first = (kind: 'socks5' | 'connect'): Message =>
      wrapInProxy(inner(), kind, 'pool.example.net', 3333, 40, new Random(5)).inOrder()[kind === 'connect' ? 0 : 2];
    expect(first('connect').data).toContain('CONNECT pool.example.net:3333 HTTP/1.1');
    expect(String.fromCharCode(...bytesOf(first('socks5')))).toContain('pool.example.net');
  });
});
