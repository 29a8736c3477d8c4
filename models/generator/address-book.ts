/** Names, addresses and ports of made-up hosts. The same draw serves every kind of traffic, so they tell nothing. */
import type { Random } from './random';

/** Port of a server, whatever it serves: pools sit on 443 and on mail ports, cameras on 8443. */
export function drawServerPort(random: Random): number {
  return random.pickWeighted([
    [443, 26],
    [80, 8],
    [random.pick([3333, 4444, 5555, 7777, 8888, 9999, 14444, 3357, 20535]), 18],
    [random.pick([1883, 8883, 5222, 5228, 993, 143, 5672, 6667]), 12],
    [random.pick([8080, 8443, 8000, 9000, 9090, 10001]), 10],
    [random.integer(1024, 49_151), 26],
  ]);
}

export function drawHostName(random: Random): string {
  const name = random.text(random.integer(3, 12), 'abcdefghijklmnopqrstuvwxyz');
  const zone = random.pick([
    'example.com',
    'example.net',
    'example.org',
    'test.example',
    'cloud.example',
    'eu.example.net',
  ]);
  return random.chance(0.5) ? `${name}.${zone}` : `${random.text(random.integer(2, 6))}.${name}.${zone}`;
}

/** 4 or 16 bytes. Clients sit in private networks or, with IPv6, in a documentation prefix. */
export function drawClientAddress(random: Random, isIpv6: boolean): Uint8Array {
  if (isIpv6) return ipv6(random, [0x20, 0x01, 0x0d, 0xb8]);
  return random.pickWeighted([
    [Uint8Array.of(192, 168, random.integer(0, 255), random.integer(2, 254)), 55],
    [Uint8Array.of(10, random.integer(0, 255), random.integer(0, 255), random.integer(2, 254)), 30],
    [Uint8Array.of(172, random.integer(16, 31), random.integer(0, 255), random.integer(2, 254)), 15],
  ]);
}

export function drawServerAddress(random: Random, isIpv6: boolean, isLocal: boolean): Uint8Array {
  if (isIpv6) return ipv6(random, [0x2a, random.integer(0, 15), random.integer(0, 255), random.integer(0, 255)]);
  if (isLocal) return Uint8Array.of(192, 168, random.integer(0, 255), random.integer(2, 254));
  return Uint8Array.of(
    random.pick([5, 31, 34, 45, 51, 62, 78, 91, 104, 116, 139, 149, 178, 185, 188, 195, 203, 217]),
    random.integer(0, 255),
    random.integer(0, 255),
    random.integer(1, 254),
  );
}

export function drawMac(random: Random): Uint8Array {
  return Uint8Array.from({ length: 6 }, (_, at) => (at === 0 ? random.next() & 0xfe : random.next() & 0xff));
}

/** Address as text: dotted, or IPv6 in full groups without compression. */
export function addressText(address: Uint8Array): string {
  if (address.length === 4) return address.join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((address[2 * at] << 8) | address[2 * at + 1]).toString(16));
  const longest = groups
    .join(':')
    .match(/(?:^|:)0(?::0)+(?=:|$)/g)
    ?.reduce((one, other) => (other.length > one.length ? other : one));
  return longest === undefined ? groups.join(':') : groups.join(':').replace(longest, '::').replace(':::', '::');
}

function ipv6(random: Random, prefix: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, at) =>
    at < prefix.length ? prefix[at] : at < 8 ? 0 : random.next() & 0xff,
  );
}
