/** Small captures made up on the spot: a Monero miner in plain text, and short quiet connections. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodePcap, type RawPacket } from '../../support/encode-pcap';

/** Sunday, 1 June 2025, noon UTC. */
const epochSeconds = 1_748_779_200;

const syn = 2;
const ack = 16;
const push = 24;
const fin = 17;

interface Ends {
  /** Last byte of the client's address in 192.168.7.x. */
  client?: number;
  clientPort?: number;
  serverPort?: number;
}

/** Writes one TCP conversation packet by packet, with true sequence numbers. */
class Conversation {
  readonly packets: RawPacket[] = [];
  private readonly sequences;
  private ipId = 1;

  constructor(
    private readonly ends: Ends,
    startSeconds: number,
  ) {
    this.sequences = { up: 1000 + startSeconds * 250_000, down: 9000 + startSeconds * 250_000 };
  }

  send(atSeconds: number, isUp: boolean, flags: number, text = ''): void {
    const payload = Buffer.from(text, 'latin1');
    const data = Buffer.alloc(54 + payload.length);
    data.write('020000000002020000000001', 0, 'hex');
    data.writeUInt16BE(0x0800, 12);
    data.writeUInt8(0x45, 14);
    data.writeUInt16BE(40 + payload.length, 16);
    data.writeUInt16BE(this.ipId++, 18);
    data.writeUInt8(64, 22);
    data.writeUInt8(6, 23);
    const client = [192, 168, 7, this.ends.client ?? 20];
    const server = [203, 0, 113, 9];
    data.set(isUp ? [...client, ...server] : [...server, ...client], 26);
    const ports = [this.ends.clientPort ?? 40_000, this.ends.serverPort ?? 3333];
    data.writeUInt16BE(ports[isUp ? 0 : 1], 34);
    data.writeUInt16BE(ports[isUp ? 1 : 0], 36);
    const own = isUp ? 'up' : 'down';
    data.writeUInt32BE(this.sequences[own], 38);
    data.writeUInt32BE(this.sequences[isUp ? 'down' : 'up'], 42);
    data.writeUInt8(0x50, 46);
    data.writeUInt8(flags, 47);
    data.writeUInt16BE(64_000, 48);
    data.set(payload, 54);
    this.sequences[own] += payload.length + ((flags & 3) !== 0 ? 1 : 0);
    this.packets.push({ timestampUs: (epochSeconds + atSeconds) * 1e6, data });
  }
}

/** A miner that logs in and gets `jobs` jobs, one every 20 s, each answered with a share. */
export function minerPackets({
  startSeconds = 0,
  jobs = 6,
  ...ends
}: Ends & { startSeconds?: number; jobs?: number } = {}): RawPacket[] {
  const talk = new Conversation(ends, startSeconds);
  const say = (at: number, isUp: boolean, message: object): void =>
    talk.send(startSeconds + at, isUp, push, `${JSON.stringify(message)}\n`);
  const job = (id: number) => ({
    blob: '0e0e'.padEnd(152, 'ab'),
    job_id: `j${id}`,
    target: 'b88d0600',
    algo: 'rx/0',
    height: 3_100_000 + id,
  });
  talk.send(startSeconds, true, syn);
  talk.send(startSeconds + 0.02, false, syn | ack);
  talk.send(startSeconds + 0.03, true, ack);
  const login = { login: '4'.padEnd(95, 'A'), pass: 'x', agent: 'XMRig/6.21.0', algo: ['rx/0'] };
  say(0.1, true, { id: 1, jsonrpc: '2.0', method: 'login', params: login });
  say(0.2, false, { id: 1, jsonrpc: '2.0', error: null, result: { id: 'r1', job: job(0), status: 'OK' } });
  for (let at = 1; at <= jobs; at++) {
    say(at * 20, false, { jsonrpc: '2.0', method: 'job', params: job(at) });
    const share = { id: 'r1', job_id: `j${at}`, nonce: 'deadbeef', result: 'c0'.repeat(32) };
    say(at * 20 + 7, true, { id: at + 1, jsonrpc: '2.0', method: 'submit', params: share });
    say(at * 20 + 7.1, false, { id: at + 1, jsonrpc: '2.0', error: null, result: { status: 'OK' } });
  }
  return talk.packets;
}

/** A short request and its answer, ended by both sides. */
export function quietPackets({ startSeconds = 0, ...ends }: Ends & { startSeconds?: number } = {}): RawPacket[] {
  const talk = new Conversation({ serverPort: 80, ...ends }, startSeconds);
  talk.send(startSeconds, true, syn);
  talk.send(startSeconds + 0.01, false, syn | ack);
  talk.send(startSeconds + 0.02, true, push, 'GET / HTTP/1.1\r\nHost: example.org\r\n\r\n');
  talk.send(startSeconds + 0.05, false, push, 'HTTP/1.1 204 No Content\r\n\r\n');
  talk.send(startSeconds + 0.06, true, fin);
  talk.send(startSeconds + 0.07, false, fin);
  return talk.packets;
}

/** A temporary pcap file with these packets in the order of time; of link type 1 unless given. */
export function writeCapture(packets: readonly RawPacket[], name = 'small.pcap', linkType = 1): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'kanaria-test-')), name);
  const inOrder = packets.toSorted((a, b) => a.timestampUs - b.timestampUs);
  writeFileSync(file, encodePcap(inOrder, { linkType }));
  return file;
}
