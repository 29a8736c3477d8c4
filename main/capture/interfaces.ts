import { networkInterfaces } from 'node:os';
import type { NetworkInterface } from '../../shared/contract';
import { capCommand, findCapChild } from './cap-driver';
import { findDefaultRoute } from './default-route';
import { dumpcapDriver } from './dumpcap-driver';
import { parseDumpcapListing } from './dumpcap-listing';
import type { ListedInterface } from './dumpcap-listing';
import { listLinuxInterfaces } from './interfaces-linux';
import { runProgram } from './run-program';

/** The interfaces of this machine: the default one first, then those in use, loopback last. */
export async function listInterfaces(): Promise<NetworkInterface[]> {
  const found = process.platform === 'linux' ? withAddresses(listLinuxInterfaces()) : await listElsewhere();
  return found
    .map((one, at) => ({ one, at }))
    .sort((a, b) => rank(a.one) - rank(b.one) || a.at - b.at)
    .map(({ one }) => one);
}

function rank(one: NetworkInterface): number {
  if (one.kind === 'loopback') return 5;
  if (one.kind === 'any') return 4;
  if (one.isDefault) return 0;
  if (!one.isUp) return 3;
  return one.addresses.length > 0 ? 1 : 2;
}

function withAddresses(interfaces: readonly NetworkInterface[]): NetworkInterface[] {
  const known = networkInterfaces();
  return interfaces.map((one) => ({ ...one, addresses: (known[one.name] ?? []).map(({ address }) => address) }));
}

/** macOS and Windows: what dumpcap lists, else cap, else the system (whose names Windows cannot capture by). */
async function listElsewhere(): Promise<NetworkInterface[]> {
  const [listed, defaultRoute] = await Promise.all([listByTool(), findDefaultRoute()]);
  const known = networkInterfaces();
  const active = new Set(Object.values(known).flatMap((entries) => (entries ?? []).map(({ address }) => address)));
  return listed.map((one) => ({
    ...one,
    addresses: [...one.addresses],
    isUp: one.kind === 'any' || one.addresses.some((address) => active.has(address)),
    isDefault: defaultRoute !== null && (one.name === defaultRoute || one.addresses.includes(defaultRoute)),
  }));
}

async function listByTool(): Promise<readonly ListedInterface[]> {
  const dumpcap = dumpcapDriver.find();
  if (dumpcap !== null) {
    const listed = parseDumpcapListing((await runProgram({ file: dumpcap, args: ['-D', '-M'] })).stdout);
    if (listed.length > 0) return listed;
  }
  const child = findCapChild();
  const listed = child === null ? [] : parseCapListing((await runProgram(capCommand(child, ['list']))).stdout);
  if (listed.length > 0 || process.platform === 'win32') return listed;
  return Object.entries(networkInterfaces()).map(([name, entries]) => ({
    name,
    description: null,
    kind: entries?.some(({ internal }) => internal) ? 'loopback' : 'other',
    addresses: (entries ?? []).map(({ address }) => address),
  }));
}

/** Reads the JSON of the cap child's `list`. */
export function parseCapListing(text: string): ListedInterface[] {
  interface Device {
    readonly name: string;
    readonly description?: string;
    readonly addresses: readonly { readonly addr?: string }[];
    readonly flags?: string;
  }
  try {
    return (JSON.parse(text) as readonly Device[]).map((device) => ({
      name: device.name,
      description: device.description ?? null,
      kind: device.flags === 'PCAP_IF_LOOPBACK' ? 'loopback' : device.name === 'any' ? 'any' : 'other',
      addresses: device.addresses.flatMap(({ addr }) => addr ?? []),
    }));
  } catch {
    return [];
  }
}
