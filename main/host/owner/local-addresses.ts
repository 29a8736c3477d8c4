/** The addresses of the interfaces of a network namespace (Linux). */
import path from 'node:path';
import { formatAddress } from '../../decode/format-address';
import { readSystemFile } from '../read-system-file';

/** `folder`: the namespace's /proc/PID/net. null where it can't be read. */
export function readLocalAddresses(folder: string): ReadonlySet<string> | null {
  try {
    const addresses = parseRoutes(readSystemFile(path.join(folder, 'fib_trie')));
    for (const address of readIpv6(folder)) addresses.add(address);
    return addresses;
  } catch {
    return null;
  }
}

/** Of `fib_trie`: an address stands above its line `/32 host LOCAL`. */
export function parseRoutes(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(/\|-- (\S+)\n\s*\/32 host LOCAL/g), ([, address]) => address));
}

/** Of `if_inet6`: 32 digits at the beginning of a line. */
export function parseInterfaces(text: string): string[] {
  return Array.from(text.matchAll(/^[0-9a-f]{32} /gim), ([digits]) => {
    const bytes = Uint8Array.from({ length: 16 }, (_, at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16));
    return formatAddress(bytes, 0, 16);
  });
}

/** A kernel without IPv6 has no such file. */
function readIpv6(folder: string): string[] {
  try {
    return parseInterfaces(readSystemFile(path.join(folder, 'if_inet6')));
  } catch {
    return [];
  }
}
