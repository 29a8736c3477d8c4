/** The sentences about the devices of the local network in English. */
import { s } from './plural';

/** Parameters are already formatted for people; a number `count` decides the plural. */
export const devicesEn = {
  title: 'Devices',
  hint: 'Devices of the local network that the connections belong to, the riskiest first. Choose one to see only its connections.',
  headline: {
    mining: {
      one: (name: string) => `${name} is mining`,
      many: (shown: string) => `${shown} devices are mining`,
    },
    suspicious: {
      one: (name: string) => `${name} is suspicious`,
      many: (shown: string) => `${shown} devices are suspicious`,
    },
    nothing: 'Nothing was found on these devices',
    devices: (count: number, shown: string) => `${shown} device${s(count)}`,
    shown: (shown: string, total: string, isTotal: boolean) =>
      `${shown} of ${isTotal ? '' : 'at least '}${total} devices are shown`,
    guests: (count: number, shown: string) => `${shown} guest${s(count)} of this computer`,
    elsewhere: (count: number, shown: string) =>
      `${shown} more connection${s(count)} ${count === 1 ? 'is' : 'are'} mining between addresses of other networks`,
    notThisComputer: 'this computer is not among them',
  },
  columns: { device: 'Device', address: 'Addresses', maker: 'Maker', found: 'Findings', risk: 'Risk' },
  open: (name: string) => `Show the connections of ${name}`,
  thisComputer: 'this computer',
  noVendor: 'maker unknown',
  randomMac: 'made-up address',
  noMac: 'no hardware address seen',
  nothingFound: 'nothing found',
  guest: {
    container: 'container',
    'virtual-machine': 'virtual machine',
    namespace: 'network namespace',
    unknown: 'guest',
  },
  port: (port: string) => `port ${port}`,
  connections: (count: number, shown: string) => `${shown} connection${s(count)}`,
  moreAddresses: (_count: number, shown: string) => `and ${shown} more`,
  showing: (name: string) => `Only ${name}`,
  showAll: 'Show the connections of all devices',
  empty: 'No device yet',
  emptyHint: 'A device appears as soon as a connection of the local network is seen.',
  sources: { dhcp: 'named by DHCP', mdns: 'named by mDNS', netbios: 'named by NetBIOS' },
};

/** The shape every language fills. */
export type DevicesMessages = typeof devicesEn;
