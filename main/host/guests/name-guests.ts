/** The names of guests by MAC: network namespaces, containers, virtual machines (Linux). */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Device } from '../../../shared/device';
import { nameContainer } from '../owner/name-container';

export type GuestName = Pick<NonNullable<Device['guest']>, 'kind'> & { readonly name: string };

/** Runs a program of the system and gives what it printed; null where it failed. */
type Ask = (file: string, args: readonly string[]) => Promise<string | null>;

/** Looks at `root` (/proc) and `namesFolder` (/run/netns), and asks `ip` inside of each namespace, which only root may. */
export async function nameGuests(root: string, namesFolder: string, ask: Ask): Promise<Map<string, GuestName>> {
  const names = new Map<string, GuestName>();
  const own = namespaceOf(root, 'self');
  const asked = new Set<string>();
  for (const pid of list(root).filter((name) => /^\d+$/.test(name))) {
    const args = (readText(path.join(root, pid, 'cmdline')) ?? '').split('\0');
    for (const mac of macsOfMachine(args))
      names.set(mac, { kind: 'virtual-machine', name: nameOfMachine(args) ?? pid });
    const namespace = namespaceOf(root, pid);
    if (namespace === null || namespace === own || asked.has(namespace)) continue;
    const container = nameContainer(readText(path.join(root, pid, 'cgroup')) ?? '');
    if (container === null) continue;
    asked.add(namespace);
    const links = await ask('nsenter', [`--net=${path.join(root, pid, 'ns/net')}`, 'ip', '-j', 'link']);
    for (const mac of parseLinks(links)) names.set(mac, { kind: 'container', name: container });
  }
  for (const name of list(namesFolder)) {
    const links = await ask('ip', ['-n', name, '-j', 'link']);
    for (const mac of parseLinks(links)) if (!names.has(mac)) names.set(mac, { kind: 'namespace', name });
  }
  return names;
}

/** MACs of `ip -j link`, loopback left out. */
export function parseLinks(text: string | null): string[] {
  try {
    const links = JSON.parse(text ?? '[]') as { link_type?: string; address?: string }[];
    return links.flatMap(({ link_type: type, address }) =>
      type === 'ether' && address ? [address.toLowerCase()] : [],
    );
  } catch {
    return [];
  }
}

/** MACs on the command line of a virtual machine: QEMU `mac=…`, Cloud Hypervisor the same, Firecracker names none. */
export function macsOfMachine(args: readonly string[]): string[] {
  if (!/(?:qemu|kvm|cloud-hypervisor)/.test(args[0] ?? '')) return [];
  return args.flatMap((arg) =>
    Array.from(arg.matchAll(/\bmac(?:"?\s*[:=]\s*"?)((?:[0-9a-f]{2}:){5}[0-9a-f]{2})/gi), ([, mac]) =>
      mac.toLowerCase(),
    ),
  );
}

/** `-name guest=web,debug-threads=on`, or `-name web`. */
export function nameOfMachine(args: readonly string[]): string | null {
  const value = args[args.indexOf('-name') + 1];
  if (args.indexOf('-name') < 0 || value === undefined) return null;
  return /(?:^|,)guest=([^,]+)/.exec(value)?.[1] ?? value.split(',')[0];
}

function namespaceOf(root: string, pid: string): string | null {
  try {
    return readlinkSync(path.join(root, pid, 'ns/net'));
  } catch {
    return null;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}
