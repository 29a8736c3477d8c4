import { describe, expect, it } from 'vitest';
import { PacketHeader } from '../../../main/decode/packet-header';
import { parseAddress } from '../../../main/decode/parse-address';
import { DeviceTable } from '../../../main/flow/device-table';

/** A packet's sender as the table reads it: MAC at 0, address at 6. */
function see(table: DeviceTable, mac: string, address: string): void {
  table.see(...packet(mac, address));
}

function packet(mac: string, address: string): [Uint8Array, PacketHeader] {
  const bytes = parseAddress(address) ?? new Uint8Array(4);
  const header = new PacketHeader();
  header.macOffset = 0;
  header.addressOffset = 6;
  header.ipVersion = bytes.length === 4 ? 4 : 6;
  return [new Uint8Array([...mac.split(':').map((part) => parseInt(part, 16)), ...bytes]), header];
}

function localEnd(table: DeviceTable, client: string, server: string): string | null {
  const bytes = (address: string) => parseAddress(address) ?? new Uint8Array(4);
  return table.localEnd(bytes(client), bytes(server));
}

const camera = '00:62:6e:4d:11:9c';
const router = '00:1a:2b:3c:4d:5e';

describe('devices', () => {
  it('are told by MAC, with all their addresses, also those of IPv6 that everybody can reach', () => {
    const table = new DeviceTable();
    for (const address of ['0.0.0.0', '192.168.1.9', 'fe80::1', '2001:db8::9']) see(table, camera, address);
    expect(localEnd(table, '2001:db8::9', '2001:db8:f::1')).toBe('2001:db8::9');
    expect(table.deviceOf('2001:db8::9')).toEqual({
      mac: camera,
      addresses: ['192.168.1.9', 'fe80::1', '2001:db8::9'],
      names: [],
    });
    expect(table.deviceOf('fe80::1').mac).toBe(camera);
  });

  it('are told by address behind a router, whose MAC everybody from outside has', () => {
    const table = new DeviceTable();
    for (const address of ['192.168.1.1', '203.0.113.7', '2001:db8:f::1']) see(table, router, address);
    expect(localEnd(table, '203.0.113.7', '203.0.113.8')).toBeNull();
    expect(localEnd(table, '2001:db8:f::1', '2001:db8:e::1')).toBeNull();
    expect(localEnd(table, '203.0.113.7', '192.168.1.9')).toBe('192.168.1.9');
    expect(table.deviceOf('192.168.1.1')).toMatchObject({ mac: null, addresses: ['192.168.1.1'] });
  });

  it('are told by address where one MAC forwards for many', () => {
    const table = new DeviceTable();
    for (let host = 1; host <= 5; host++) see(table, router, `10.0.${host}.2`);
    expect(table.deviceOf('10.0.3.2')).toMatchObject({ mac: null, addresses: ['10.0.3.2'] });
  });

  it('know this computer by its public address too', () => {
    const table = new DeviceTable(new Set(['203.0.113.50']));
    expect(localEnd(table, '198.51.100.1', '203.0.113.50')).toBe('203.0.113.50');
  });

  it('have the names that they give themselves', () => {
    const table = new DeviceTable();
    see(table, camera, '192.168.1.9');
    const name = { name: 'front-door', source: 'mdns' } as const;
    for (let time = 0; time < 2; time++) table.learnName(...packet(camera, '192.168.1.9'), name);
    expect(table.deviceOf('192.168.1.9').names).toEqual([name]);
    const [data, header] = packet(camera, '192.168.1.10');
    header.macOffset = -1;
    table.learnName(data, header, name);
    expect(table.deviceOf('192.168.1.10')).toEqual({ mac: null, addresses: ['192.168.1.10'], names: [name] });
  });
});
