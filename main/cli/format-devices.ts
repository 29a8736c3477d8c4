/** Devices with findings, for people. */
import type { Device } from '../../shared/device';
import { plural } from '../../shared/plural';
import { formatRisk } from './format-units';
import { printable } from './terminal';

/** Addresses that are shown of one device. */
const mostAddresses = 3;

/** One line for each device that something was found on, riskiest first; empty where nothing was. */
export function formatDevices(devices: readonly Device[]): string {
  const flagged = devices.filter(({ mining, suspicious }) => mining + suspicious > 0);
  if (flagged.length === 0) return '';
  return `${flagged.length === 1 ? 'Device' : 'Devices'} with findings:\n${flagged.map((device) => `${formatDevice(device)}\n`).join('')}`;
}

/** Risk, what it is called, how it is told, and what was found. */
function formatDevice(device: Device): string {
  const { risk, mining, suspicious, connections } = device;
  const found = [mining > 0 ? `${mining} mining` : '', suspicious > 0 ? `${suspicious} suspicious` : ''].filter(
    Boolean,
  );
  const more = device.addresses.length > mostAddresses ? ', …' : '';
  const addresses = `${device.addresses.slice(0, mostAddresses).join(', ')}${more}`;
  const told = [addresses, describeMac(device), describeGuest(device), device.isThisComputer ? 'this computer' : ''];
  return `  ${formatRisk(risk)}  ${printable(told.filter(Boolean).join(', '))}: ${found.join(', ')} of ${plural(connections, 'connection')}`;
}

function describeMac({ mac, vendor, isRandomMac, names }: Device): string {
  const name = names.length > 0 ? `"${names[0].name}"` : '';
  const maker = vendor ?? (isRandomMac ? 'made-up MAC' : '');
  return [name, mac === null ? '' : `${mac}${maker === '' ? '' : ` (${maker})`}`].filter(Boolean).join(', ');
}

const guestKinds = {
  container: 'container',
  'virtual-machine': 'virtual machine',
  namespace: 'network namespace',
  unknown: 'guest',
} as const;

function describeGuest({ guest }: Device): string {
  if (guest === null) return '';
  const name = guest.name === null ? '' : ` ${guest.name}`;
  return `${guestKinds[guest.kind]}${name} on port ${guest.port}`;
}
