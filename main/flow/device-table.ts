/** Devices of the local network, by their MAC where that tells them apart, else by address. */
import { formatAddress } from '../decode/format-address';
import type { DeviceName } from '../decode/device-name';
import type { PacketHeader } from '../decode/packet-header';
import { isLocalAddress } from './local-address';

/** A MAC that sends from more IPv4 addresses than this forwards for others. */
const mostOwnAddresses = 4;
const mostMacs = 4096;
const mostAddresses = 8192;
/** Of one MAC; a device with privacy extensions makes new IPv6 addresses all the time. */
const addressesPerMac = 64;
const namesPerDevice = 8;

interface Station {
  /** Local addresses that it sent from, IPv4 first seen first. */
  readonly addresses: Set<string>;
  ipv4Count: number;
  /** It sent from an address that is not local: a router. */
  isGateway: boolean;
  readonly names: DeviceName[];
}

/** A device as far as packets tell. */
export interface SeenDevice {
  /** As `00:1b:21:3c:4d:5e`; null where there is none, or where it is a router's. */
  readonly mac: string | null;
  readonly addresses: readonly string[];
  readonly names: readonly DeviceName[];
}

/**
 * Rules: an address is local if it is set aside for local networks or is one of this computer's; so is a global IPv6 address
 * whose sender is known by a local address too and is no router. A MAC stands for one device unless it sends from addresses
 * that are not local, or from more than four IPv4 addresses: then each address is a device of its own.
 */
export class DeviceTable {
  private readonly stations = new Map<string, Station>();
  /** MAC by local address, and by global IPv6 address. */
  private readonly macOf = new Map<string, string>();
  private readonly namesByAddress = new Map<string, DeviceName[]>();

  /** `own`: the addresses of this computer, where the packets are its own. */
  constructor(private readonly own: ReadonlySet<string> = new Set()) {}

  /** Learns who sent a packet. Meant for the first packets of a connection. */
  see(data: Uint8Array, header: PacketHeader): void {
    if (header.macOffset < 0) return;
    const mac = formatMac(data, header.macOffset);
    if (mac === null) return;
    const length = header.ipVersion === 4 ? 4 : 16;
    const address = formatAddress(data, header.addressOffset, length);
    // Who asks for an address has none yet.
    if (address === '0.0.0.0' || address === '::') return;
    let station = this.stations.get(mac);
    if (station === undefined) {
      if (this.stations.size >= mostMacs) return;
      station = { addresses: new Set(), ipv4Count: 0, isGateway: false, names: [] };
      this.stations.set(mac, station);
    }
    const isLocal = this.own.has(address) || isLocalAddress(data, header.addressOffset, length);
    if (!isLocal && length === 4) station.isGateway = true;
    if (!isLocal && length === 16) {
      // A router forwards for many; a device has few global addresses at a time.
      this.remember(address, mac);
      return;
    }
    if (!isLocal || station.addresses.has(address) || station.addresses.size >= addressesPerMac) return;
    station.addresses.add(address);
    if (length === 4) station.ipv4Count++;
    this.remember(address, mac);
  }

  /** Learns what a device calls itself; by MAC where the packet has one, else by address. */
  learnName(data: Uint8Array, header: PacketHeader, name: DeviceName): void {
    const mac = header.macOffset < 0 ? null : formatMac(data, header.macOffset);
    const station = mac === null ? undefined : this.stations.get(mac);
    if (station !== undefined) addName(station.names, name);
    const length = header.ipVersion === 4 ? 4 : 16;
    const address = formatAddress(data, header.addressOffset, length);
    if (station !== undefined || this.namesByAddress.size >= mostAddresses || address === '0.0.0.0') return;
    const names = this.namesByAddress.get(address) ?? [];
    addName(names, name);
    this.namesByAddress.set(address, names);
  }

  /** The local end of a connection, client first; null where neither is local. Addresses as 4 or 16 bytes. */
  localEnd(client: Uint8Array, server: Uint8Array): string | null {
    for (const bytes of [client, server]) {
      const length = bytes.length === 4 ? 4 : 16;
      const address = formatAddress(bytes, 0, length);
      if (this.own.has(address) || isLocalAddress(bytes, 0, length) || this.isOwnGlobal(address)) return address;
    }
    return null;
  }

  /** The device that a local address belongs to. */
  deviceOf(address: string): SeenDevice {
    const mac = this.macOf.get(address);
    const station = mac === undefined ? undefined : this.stations.get(mac);
    if (mac === undefined || station === undefined || !standsForOne(station)) {
      return { mac: null, addresses: [address], names: this.namesByAddress.get(address) ?? [] };
    }
    const addresses = station.addresses.has(address) ? [...station.addresses] : [...station.addresses, address];
    return { mac, addresses, names: station.names };
  }

  private isOwnGlobal(address: string): boolean {
    const mac = address.includes(':') ? this.macOf.get(address) : undefined;
    const station = mac === undefined ? undefined : this.stations.get(mac);
    return station !== undefined && station.addresses.size > 0 && standsForOne(station);
  }

  private remember(address: string, mac: string): void {
    if (this.macOf.has(address) || this.macOf.size < mostAddresses) this.macOf.set(address, mac);
  }
}

function standsForOne({ isGateway, ipv4Count }: Station): boolean {
  return !isGateway && ipv4Count <= mostOwnAddresses;
}

function addName(names: DeviceName[], name: DeviceName): void {
  const isKnown = names.some((known) => known.name === name.name && known.source === name.source);
  if (!isKnown && names.length < namesPerDevice) names.push(name);
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** null: none, as on loopback, or one of many receivers. */
function formatMac(data: Uint8Array, at: number): string | null {
  if (at + 6 > data.length || (data[at] & 1) === 1) return null;
  let text = '';
  let sum = 0;
  for (let byte = at; byte < at + 6; byte++) {
    sum += data[byte];
    text += (byte === at ? '' : ':') + hex[data[byte]];
  }
  return sum === 0 ? null : text;
}
