import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkInterface } from '../../shared/contract';

/** Folders of the running system; tests give recorded ones. */
export interface LinuxRoots {
  readonly sys: string;
  readonly proc: string;
}

/** include/uapi/linux/if_arp.h: loopback, Ethernet, 802.11 and its monitor modes. */
const arpLoopback = 772;
const arpEthernet = 1;
const arpWifi = [801, 802, 803];
/** PPP, IP-in-IP, IPv6-in-IPv4, GRE, GRE over IPv6, no link layer (tun, WireGuard). */
const arpTunnels = [512, 768, 776, 778, 823, 65_534];

/** Every interface of this network namespace, without addresses, and `any`. */
export function listLinuxInterfaces(roots: LinuxRoots = { sys: '/sys', proc: '/proc' }): NetworkInterface[] {
  const defaults = readDefaultRoutes(roots.proc);
  const names = readText(join(roots.proc, 'net/dev'))
    .split('\n')
    .flatMap((line) => /^\s*(\S+):/.exec(line)?.[1] ?? []);
  const interfaces = names.map((name): NetworkInterface => {
    const folder = join(roots.sys, 'class/net', name);
    return {
      name,
      description: readText(join(folder, 'ifalias')).trim() || null,
      kind: kindOf(folder),
      addresses: [],
      // Without an entry in sysfs it is not known: capturing will tell.
      isUp: !existsSync(folder) || (Number(readText(join(folder, 'flags'))) & 1) !== 0,
      isDefault: defaults.has(name),
    };
  });
  const any = {
    name: 'any',
    description: 'All interfaces',
    kind: 'any',
    addresses: [],
    isUp: true,
    isDefault: false,
  } as const;
  return [...interfaces, { ...any, addresses: [] }];
}

/** Names of the interfaces that carry a default route, IPv4 or IPv6 (proc(5), net/route and net/ipv6_route). */
export function readDefaultRoutes(proc: string): ReadonlySet<string> {
  const routes = (file: string) =>
    readText(join(proc, 'net', file))
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
  const usable = (flags: string) => (parseInt(flags, 16) & 0x0201) === 1;
  const version4 = routes('route')
    .filter(
      ([, destination, , flags, , , , mask]) => destination === '00000000' && mask === '00000000' && usable(flags),
    )
    .map(([name, , , , , , metric]) => ({ name, metric: Number(metric) }));
  const version6 = routes('ipv6_route')
    .filter((fields) => /^0{32}$/.test(fields[0]) && fields[1] === '00' && usable(fields[8]))
    .map((fields) => ({ name: fields[9], metric: parseInt(fields[5], 16) }))
    .filter(({ name }) => name !== 'lo');
  return new Set([version4, version6].flatMap((list) => list.sort((a, b) => a.metric - b.metric)[0]?.name ?? []));
}

function kindOf(folder: string): NetworkInterface['kind'] {
  const type = Number(readText(join(folder, 'type')));
  if (type === arpLoopback) return 'loopback';
  if (existsSync(join(folder, 'wireless')) || existsSync(join(folder, 'phy80211')) || arpWifi.includes(type))
    return 'wifi';
  if (existsSync(join(folder, 'tun_flags')) || arpTunnels.includes(type)) return 'tunnel';
  if (type !== arpEthernet) return 'other';
  return existsSync(join(folder, 'device')) ? 'ethernet' : 'virtual';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
