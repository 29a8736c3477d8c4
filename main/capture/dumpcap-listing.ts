import type { NetworkInterface } from '../../shared/contract';

/** An interface as dumpcap lists it. */
export interface ListedInterface {
  readonly name: string;
  /** The name people know it by ("Wi-Fi"), else what its driver calls itself. */
  readonly description: string | null;
  readonly kind: NetworkInterface['kind'];
  readonly addresses: readonly string[];
}

interface JsonEntry {
  friendly_name?: string | null;
  vendor_description?: string | null;
  type?: number;
  addrs?: unknown[];
  loopback?: boolean;
}

/** Wireshark's interface_type, capture/capture_ifinfo.h. */
const kinds: Readonly<Record<number, NetworkInterface['kind']>> = {
  0: 'ethernet',
  4: 'bluetooth',
  5: 'wifi',
  9: 'virtual',
};

/**
 * Reads what `dumpcap -D -M` prints: older versions (4.0) a line per interface (`1. NAME`, vendor description, friendly
 * name, type, addresses, `loopback` or `network`, extcap; separated by tabs), newer ones a JSON array of one-member objects.
 */
export function parseDumpcapListing(text: string): ListedInterface[] {
  return text.trimStart().startsWith('[') ? parseJson(text) : text.split(/\r?\n/).flatMap(parseLine);
}

function parseLine(line: string): ListedInterface[] {
  const [numbered = '', vendor = '', friendly = '', type = '', addresses = '', loopback = ''] = line.split('\t');
  const name = /^\d+\. (.+)$/.exec(numbered)?.[1];
  if (name === undefined) return [];
  const entry = { vendor_description: vendor, friendly_name: friendly, type: Number(type) };
  return [describe(name, { ...entry, addrs: addresses.split(','), loopback: loopback === 'loopback' })];
}

function parseJson(text: string): ListedInterface[] {
  try {
    const list = JSON.parse(text) as readonly Readonly<Record<string, JsonEntry>>[];
    return list.flatMap((member) => Object.entries(member).map(([name, entry]) => describe(name, entry)));
  } catch {
    return [];
  }
}

function describe(name: string, entry: JsonEntry): ListedInterface {
  return {
    name,
    description: entry.friendly_name || entry.vendor_description || null,
    kind: kindOf(name, entry),
    addresses: (entry.addrs ?? []).filter(
      (address): address is string => typeof address === 'string' && address !== '',
    ),
  };
}

function kindOf(name: string, entry: JsonEntry): NetworkInterface['kind'] {
  if (entry.loopback === true) return 'loopback';
  if (name === 'any') return 'any';
  if (/^(utun|tun|tap|gif|stf|ipsec|ppp|wg)\d/.test(name)) return 'tunnel';
  if (/^(bridge|awdl|llw|ap|vmnet|anpi|feth)\d/.test(name)) return 'virtual';
  return kinds[entry.type ?? 0] ?? 'other';
}
