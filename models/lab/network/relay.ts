/**
 * Program: the Internet of the lab. Holds the far end of every site's TUN device, and brings each packet to the site that has
 * its destination: later, in order, with fewer hops to live, or not at all. Usage: relay.ts ROUTES.json, TUN devices as open files.
 */
import { read, readFileSync, writeSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { setPriority } from 'node:os';
import type { NetworkPath } from '../../generator/network-path';
import { Random } from '../../generator/random';
import { Lane } from './lane';
import { addressesIn, clampSegmentSize, passHops } from './packet-edits';

export interface Routes {
  readonly seed: number;
  /** The open file of each site's TUN device, and the addresses it has. */
  readonly sites: readonly { readonly descriptor: number; readonly addresses: readonly string[] }[];
  /** Paths by the address of their server. */
  readonly paths: readonly (readonly [server: string, path: NetworkPath])[];
}

/** The way to a server and back. */
interface Way {
  readonly path: NetworkPath;
  readonly up: Lane;
  readonly down: Lane;
}

const mostPacketBytes = 65_536;

// A busy machine must not look like a slow network; the relay itself needs little.
setPriority(-10);
carry(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Routes);

function carry(routes: Routes): void {
  const siteOf = new Map<string, number>();
  for (const { descriptor, addresses } of routes.sites)
    for (const address of addresses) siteOf.set(keyOf(address), descriptor);
  const deliver = (packet: Buffer): void => {
    const descriptor = siteOf.get(addressesIn(packet)?.destination ?? '');
    if (descriptor === undefined) return;
    try {
      writeSync(descriptor, packet);
    } catch {
      // The device is down, or the site is gone: the packet is lost.
    }
  };
  const ways = new Map<string, Way>();
  routes.paths.forEach(([server, path], at) => {
    const lane = (stream: number): Lane => new Lane(path, new Random(routes.seed, stream), deliver);
    ways.set(keyOf(server), { path, up: lane(2 * at), down: lane(2 * at + 1) });
  });

  function forward(packet: Buffer): void {
    const ends = addressesIn(packet);
    if (ends === null) return;
    const back = ways.get(ends.source);
    const way = back ?? ways.get(ends.destination);
    if (way === undefined) return;
    passHops(packet, way.path.hops);
    clampSegmentSize(packet, way.path.isIpv6 ? Math.min(way.path.mss, 1440) : way.path.mss);
    (back === undefined ? way.up : way.down).enter(packet);
  }

  for (const { descriptor } of routes.sites) listen(descriptor, forward);
  console.log('ready');
}

/** Reads one packet after the other; each read gives one. */
function listen(descriptor: number, forward: (packet: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(mostPacketBytes);
  const next = (): void => {
    read(descriptor, buffer, 0, mostPacketBytes, null, (error, length) => {
      if (error === null) forward(Buffer.from(buffer.subarray(0, length)));
      // A device that is not up yet gives an error instead of a packet.
      if (error === null) next();
      else setTimeout(next, 50);
    });
  };
  next();
}

/** An address as its bytes in a packet, one character each. */
function keyOf(address: string): string {
  if (isIPv4(address)) return String.fromCharCode(...address.split('.').map(Number));
  const [head, tail] = address.split('::');
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const words = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  return String.fromCharCode(...words.flatMap((word) => [word >>> 8, word & 255]));
}
