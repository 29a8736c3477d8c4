/** The devices of a run, riskiest first. */
import type { Device, DeviceList } from '../../shared/device';
import type { Pipeline } from '../pipeline';
import { DeviceTally, type DeviceCounts } from '../verdict/device-tally';
import { findVendor } from './find-vendor';

/** The riskiest are enough to look at. */
const mostDevices = 200;

/** Who a MAC belongs to among the guests of this computer. */
export type GuestOf = (mac: string) => Device['guest'];

export interface ListDevicesOptions {
  /** The addresses of this computer, where the packets are its own. */
  readonly own?: ReadonlySet<string>;
  readonly guestOf?: GuestOf;
}

/** Devices of the connections that are over and of those in the table: the riskiest 200, and how many there are. */
export function listDevices(pipeline: Pipeline, { own, guestOf }: ListDevicesOptions = {}): DeviceList {
  const open = new DeviceTally();
  const { table, judgements } = pipeline;
  table.forEach((connection) => {
    const address = pipeline.deviceAddress(connection);
    if (address !== null) open.add(address, judgements.verdict(connection), judgements.risk(connection));
  });
  const devices = new Map<string, Device>();
  for (const tally of [pipeline.deviceTally, open]) {
    for (const [address, counts] of tally.byAddress) addCounts(devices, pipeline, address, counts, own, guestOf);
  }
  const ranked = [...devices.values()].sort((a, b) => b.risk - a.risk || b.connections - a.connections);
  return {
    devices: ranked.slice(0, mostDevices),
    devicesInAll: ranked.length,
    areAllCounted: !pipeline.deviceTally.isFull && !open.isFull,
  };
}

function addCounts(
  devices: Map<string, Device>,
  pipeline: Pipeline,
  address: string,
  counts: DeviceCounts,
  own: ReadonlySet<string> | undefined,
  guestOf: GuestOf | undefined,
): void {
  const { mac, addresses, names } = pipeline.devices.deviceOf(address);
  const id = mac ?? address;
  const known = devices.get(id);
  if (known === undefined) {
    devices.set(id, {
      id,
      mac,
      vendor: mac === null ? null : findVendor(mac),
      isRandomMac: mac !== null && (parseInt(mac.slice(0, 2), 16) & 2) !== 0,
      addresses: [...addresses],
      names: [...names],
      isThisComputer: own !== undefined && addresses.some((each) => own.has(each)),
      guest: mac === null || guestOf === undefined ? null : guestOf(mac),
      ...counts,
    });
    return;
  }
  if (!known.addresses.includes(address)) known.addresses.push(address);
  known.connections += counts.connections;
  known.mining += counts.mining;
  known.suspicious += counts.suspicious;
  known.risk = Math.max(known.risk, counts.risk);
}
