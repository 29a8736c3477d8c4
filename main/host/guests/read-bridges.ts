/** Which MAC is behind which port of a bridge of this computer (Linux sysfs). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One port of a bridge. */
export interface BridgePort {
  readonly bridge: string;
  readonly port: string;
  /** A tap is a virtual machine's, most other ports are one end of a veth pair. */
  readonly isTap: boolean;
}

const entryBytes = 16;

/** Ports by MAC of what is plugged in, own MACs of the ports left out. `root`: /sys, or a tree like it. */
export function readBridges(root: string): Map<string, BridgePort> {
  const base = path.join(root, 'class/net');
  const found = new Map<string, BridgePort>();
  for (const bridge of list(base)) {
    const ports = new Map<number, string>();
    for (const port of list(path.join(base, bridge, 'brif'))) {
      const number = Number(readText(path.join(base, bridge, 'brif', port, 'port_no')) ?? Number.NaN);
      if (Number.isInteger(number)) ports.set(number, port);
    }
    if (ports.size === 0) continue;
    for (const { mac, portNumber } of readForwarding(path.join(base, bridge, 'brforward'))) {
      const port = ports.get(portNumber);
      if (port === undefined) continue;
      found.set(mac, { bridge, port, isTap: existsSync(path.join(base, port, 'tun_flags')) });
    }
  }
  return found;
}

/** Entries of 16 bytes: MAC, low byte of the port, whether it is the port's own, age, high byte of the port. */
function readForwarding(file: string): { mac: string; portNumber: number }[] {
  let data: Buffer;
  try {
    data = readFileSync(file);
  } catch {
    return [];
  }
  const entries: { mac: string; portNumber: number }[] = [];
  for (let at = 0; at + entryBytes <= data.length; at += entryBytes) {
    if (data[at + 7] !== 0) continue;
    const mac = [...data.subarray(at, at + 6)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
    entries.push({ mac, portNumber: data[at + 6] | (data[at + 12] << 8) });
  }
  return entries;
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
    return readFileSync(file, 'latin1').trim();
  } catch {
    return null;
  }
}
