/** Wraps a conversation in TLS 1.2 or 1.3 (RFC 5246, 8446): handshake flights, then records. */
import type { Random } from '../random';
import { Talk, type Message } from '../talk';

export interface TlsSettings {
  readonly version: '1.2' | '1.3';
  /** Server name in the ClientHello, or null. */
  readonly serverName: string | null;
  readonly alpn: readonly string[];
  /** What a record adds to its content, bytes; for `cbc` it is the least, and lengths go up in blocks of 16. */
  readonly overhead: number;
  readonly isCbc: boolean;
  /** Bytes of the ClientHello, header included; grown by extensions that are not spelled out. */
  readonly helloBytes: number;
  readonly certificateBytes: number;
  readonly isResumed: boolean;
  /** Sizes of the session tickets, in records of their own. */
  readonly tickets: readonly number[];
  /** The first message of the client leaves in one write with its Finished. */
  readonly joinsFirstMessage: boolean;
}

/** Draws what one program and its server use. Servers of all kinds share libraries, so nothing here depends on mining. */
export function drawTlsSettings(random: Random, serverName: string | null, alpn: readonly string[]): TlsSettings {
  const version = random.chance(0.65) ? '1.3' : '1.2';
  const isCbc = version === '1.2' && random.chance(0.12);
  const hasAlpn = alpn.length > 0;
  const isBrowserLike = random.chance(0.3);
  return {
    version,
    serverName,
    alpn: hasAlpn ? alpn : [],
    overhead: version === '1.3' ? 22 : isCbc ? 21 + 20 : random.chance(0.8) ? 29 : 21,
    isCbc,
    helloBytes: isBrowserLike ? random.pick([517, 522, 571, 583, 650, 1780, 1830]) : random.integer(170, 420),
    certificateBytes: random.pickWeighted([
      [random.integer(500, 1000), 15],
      [random.integer(1000, 2200), 15],
      [random.integer(2200, 4200), 50],
      [random.integer(4200, 6500), 20],
    ]),
    isResumed: random.chance(0.15),
    tickets: drawTickets(random, version),
    joinsFirstMessage: random.chance(0.5),
  };
}

function drawTickets(random: Random, version: '1.2' | '1.3'): number[] {
  if (version === '1.2') return random.chance(0.7) ? [random.integer(170, 240)] : [];
  const size = random.pick([79, 79, 122, 223, 239, 250, 255, 255, 271]);
  return random.pickWeighted([
    [[size, size], 55],
    [[size], 20],
    [[], 25],
  ]);
}

/** The conversation as TLS; times move by the handshake. */
export function wrapInTls(inner: Talk, settings: TlsSettings, roundTripMs: number, random: Random): Talk {
  const outer = new Talk();
  const computeMs = random.logNormal(3, 0.8);
  outer.up(0, clientHello(settings, random));
  let ready: number;
  let finished: number;
  const isFull = !settings.isResumed;
  const messages = inner.inOrder();
  const first = messages.length > 0 && messages[0].isUp && messages[0].atMs < 5 ? messages[0] : null;
  if (settings.version === '1.3') {
    const verify = random.pick([86, 281, 281, 537]);
    const flight = 127 + 6 + 32 + (isFull ? settings.certificateBytes + 22 + verify : 0) + 74;
    const answer = roundTripMs + computeMs;
    outer.down(answer, serverFlight(flight, 122, random));
    ready = answer + random.logNormal(1.5, 0.7);
    finished = 6 + random.pick([58, 74, 74]);
  } else if (isFull) {
    const keyExchange = random.pick([147, 300, 333, 338, 589]);
    const answer = roundTripMs + computeMs;
    outer.down(answer, serverFlight(90 + 5 + settings.certificateBytes + keyExchange + 9, 85, random));
    const keys = answer + random.logNormal(2, 0.7);
    outer.up(
      keys,
      recordsOf([
        [22, random.pick([70, 75, 102, 138, 262])],
        [20, 1],
        [22, 40],
      ]),
    );
    const tickets = settings.tickets.reduce((sum, size) => sum + size, 0);
    ready = keys + roundTripMs + random.logNormal(1, 0.5);
    outer.down(
      ready,
      tickets > 0
        ? recordsOf([
            [22, tickets],
            [20, 1],
            [22, 40],
          ])
        : recordsOf([
            [20, 1],
            [22, 40],
          ]),
    );
    ready += random.logNormal(0.5, 0.5);
    finished = 0;
  } else {
    const answer = roundTripMs + random.logNormal(0.5, 0.5);
    outer.down(
      answer,
      recordsOf([
        [22, 85],
        [20, 1],
        [22, 40],
      ]),
    );
    ready = answer + random.logNormal(0.5, 0.5);
    finished = 6 + 45;
  }
  let skip: Message | null = null;
  if (finished > 0) {
    const isJoined = settings.joinsFirstMessage && first !== null;
    const joined =
      isJoined && first !== null
        ? [
            [20, 1],
            [22, finished - 11],
            [23, recordBytes(first.length, settings) - 5],
          ]
        : [
            [20, 1],
            [22, finished - 11],
          ];
    outer.up(ready, recordsOf(joined));
    if (isJoined) skip = first;
    if (settings.version === '1.3') {
      const at = ready + roundTripMs + random.between(0, 2);
      if (settings.tickets.length > 0) outer.down(at, recordsOf(settings.tickets.map((size) => [23, size - 5])));
    }
  }
  for (const message of messages) {
    if (message === skip) continue;
    wrapMessage(outer, message, ready, settings);
  }
  outer.endLike(inner, ready);
  if (inner.ending === 'client-fin' || inner.ending === 'server-fin') {
    outer.say(outer.endMs, inner.ending === 'client-fin', recordsOf([[21, 2 + settings.overhead - 5]]));
  }
  return outer;
}

function wrapMessage(outer: Talk, message: Message, shiftMs: number, settings: TlsSettings): void {
  for (let offset = 0; offset < message.length; offset += 16384) {
    const content = Math.min(16384, message.length - offset);
    const length = recordBytes(content, settings);
    outer.messages.push({
      atMs: message.atMs + shiftMs,
      isUp: message.isUp,
      length,
      data: recordHeader(23, length - 5),
    });
  }
}

function recordBytes(content: number, settings: TlsSettings): number {
  if (!settings.isCbc) return content + settings.overhead;
  return 5 + 16 + 16 * Math.ceil((content + 21) / 16);
}

function recordHeader(type: number, length: number): Uint8Array {
  return Uint8Array.of(type, 3, 3, length >>> 8, length & 255);
}

/** Records of the given types and content lengths, one after the other; their content is zero-free filler. */
function recordsOf(records: readonly (readonly number[])[]): Uint8Array {
  let total = 0;
  for (const [, length] of records) total += 5 + length;
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const [type, length] of records) {
    bytes.set(recordHeader(type, length), at);
    for (let i = 0; i < length; i++) bytes[at + 5 + i] = (i * 167 + length * 13 + 41) & 255;
    if (type === 20) bytes[at + 5] = 1;
    at += 5 + length;
  }
  return bytes;
}

/** ServerHello and what follows it in the same flight. */
function serverFlight(length: number, helloBytes: number, random: Random): Uint8Array {
  const records = recordsOf([
    [22, helloBytes],
    [22, length - helloBytes - 10],
  ]);
  records.set([2, 0, 0, helloBytes - 4, 3, 3], 5);
  for (let i = 11; i < 76; i++) records[i] = random.next() & 255;
  records[43] = 32;
  const extensionBytes = helloBytes - 76;
  const isLatest = helloBytes === 122;
  records.set([isLatest ? 0x13 : 0xc0, isLatest ? 0x02 : 0x2f, 0, extensionBytes >>> 8, extensionBytes & 255], 76);
  if (isLatest) records.set([0, 43, 0, 2, 3, 4, 0, 51, 0, 36, 0, 29, 0, 32], 81);
  else records.set([0xff, 1, 0, 1, 0, 0, 23, 0, 0], 81);
  return records;
}

/** A ClientHello that readers of server name and ALPN understand, padded to its size (RFC 7685). */
export function clientHello(settings: TlsSettings, random: Random): Uint8Array {
  const body: number[] = [3, 3];
  for (let i = 0; i < 32; i++) body.push(random.next() & 255);
  body.push(32);
  for (let i = 0; i < 32; i++) body.push(random.next() & 255);
  const suites =
    settings.version === '1.3' ? [0x1302, 0x1303, 0x1301, 0xc02f, 0xc030] : [0xc02f, 0xc030, 0xc02b, 0x9e, 0x3c];
  body.push(0, suites.length * 2, ...suites.flatMap((suite) => [suite >>> 8, suite & 255]), 1, 0);
  const extensions: number[] = [];
  const extend = (type: number, content: readonly number[]): void => {
    extensions.push(type >>> 8, type & 255, content.length >>> 8, content.length & 255, ...content);
  };
  if (settings.serverName !== null) {
    const name = bytesOf(settings.serverName);
    const entry = [0, name.length >>> 8, name.length & 255, ...name];
    extend(0, [entry.length >>> 8, entry.length & 255, ...entry]);
  }
  extend(10, [0, 4, 0, 29, 0, 23]);
  extend(11, [1, 0]);
  extend(13, [0, 6, 4, 3, 8, 4, 4, 1]);
  if (settings.alpn.length > 0) {
    const list = settings.alpn.flatMap((name) => [name.length, ...bytesOf(name)]);
    extend(16, [list.length >>> 8, list.length & 255, ...list]);
  }
  if (settings.version === '1.3') {
    extend(43, [4, 3, 4, 3, 3]);
    extend(51, [0, 36, 0, 29, 0, 32, ...Array.from({ length: 32 }, () => random.next() & 255)]);
  }
  const missing = settings.helloBytes - (9 + body.length + 2 + extensions.length);
  if (missing >= 4) extend(21, new Array<number>(missing - 4).fill(0));
  body.push(extensions.length >>> 8, extensions.length & 255, ...extensions);
  const length = body.length;
  return Uint8Array.from([22, 3, 1, (length + 4) >>> 8, (length + 4) & 255, 1, 0, length >>> 8, length & 255, ...body]);
}

function bytesOf(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
