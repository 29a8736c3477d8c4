import type { ConnectionRow } from '../shared/contract';
import type { Device } from '../shared/device';

const known: Record<string, Partial<Device>> = {
  '192.168.1.23': {
    mac: '3c:52:82:1f:0a:77',
    vendor: 'Hewlett Packard',
    names: [{ name: 'office-pc', source: 'dhcp' }],
    isThisComputer: true,
  },
  '192.168.1.22': { mac: 'a2:41:07:5c:e3:18', isRandomMac: true },
  '192.168.1.24': {
    mac: '02:42:ac:11:00:02',
    isRandomMac: true,
    guest: { kind: 'container', name: 'docker 3f2a9c11d0aa', port: 'veth3a2b@br0' },
  },
  '192.168.1.25': {
    mac: '00:62:6e:4d:11:9c',
    vendor: 'Example Cameras',
    names: [
      { name: 'IPC-front-door', source: 'mdns' },
      { name: 'ipc', source: 'dhcp' },
    ],
  },
};

/** Devices that fit the rows of the preview, riskiest first. */
export function sampleDevices(rows: readonly ConnectionRow[]): Device[] {
  const devices = new Map<string, Device>();
  for (const { device: address, verdict, risk } of rows) {
    if (address === null) continue;
    const mac = known[address]?.mac ?? null;
    const device: Device = devices.get(address) ?? {
      ...{ id: mac ?? address, mac, vendor: null, isRandomMac: false, addresses: [address], names: [] },
      ...{ isThisComputer: false, guest: null, connections: 0, mining: 0, suspicious: 0, risk: 0 },
      ...known[address],
    };
    devices.set(address, {
      ...device,
      connections: device.connections + 1,
      mining: device.mining + (verdict === 'mining' ? 1 : 0),
      suspicious: device.suspicious + (verdict === 'suspicious' ? 1 : 0),
      risk: Math.max(device.risk, risk),
    });
  }
  return [...devices.values()].sort((a, b) => b.risk - a.risk);
}
