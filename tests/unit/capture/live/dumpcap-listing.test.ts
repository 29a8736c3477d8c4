import { describe, expect, it } from 'vitest';
import { parseDumpcapListing } from '../../../../main/capture/dumpcap-listing';
import { parseCapListing } from '../../../../main/capture/interfaces';
import { readFixture } from './fixture';

describe('parseDumpcapListing', () => {
  it('reads the lines of older versions', () => {
    const listed = parseDumpcapListing(readFixture('dumpcap-listing-linux-4.0.txt'));
    expect(listed.length).toBeGreaterThan(3);
    expect(listed[0]).toMatchObject({ name: 'eth0', kind: 'ethernet', description: null });
    expect(listed.find(({ name }) => name === 'any')?.kind).toBe('any');
    expect(listed.find(({ name }) => name === 'lo')).toEqual({
      name: 'lo',
      description: 'Loopback',
      kind: 'loopback',
      addresses: ['127.0.0.1', '::1'],
    });
  });

  it('tells the kinds of macOS interfaces', () => {
    const listed = parseDumpcapListing(readFixture('dumpcap-listing-macos-4.0.txt'));
    const kinds = Object.fromEntries(listed.map(({ name, kind }) => [name, kind]));
    expect(kinds).toEqual({ en0: 'wifi', awdl0: 'virtual', utun0: 'tunnel', lo0: 'loopback', bridge0: 'virtual' });
    expect(listed[4].addresses).toEqual([]);
  });

  it('reads the JSON of newer versions, with the names Windows captures by', () => {
    const listed = parseDumpcapListing(readFixture('dumpcap-listing-windows.json'));
    expect(listed.map(({ description }) => description)).toEqual([
      'Wi-Fi',
      'Ethernet',
      'Adapter for loopback traffic capture',
    ]);
    expect(listed[0].name).toBe('\\Device\\NPF_{0EFED103-BBE3-491C-958F-C1E21FB26E43}');
    expect(listed[2]).toMatchObject({ kind: 'loopback', addresses: ['127.0.0.1', '::1'] });
  });

  it('finds nothing in nonsense', () => {
    for (const text of ['', '[', 'dumpcap: There are no interfaces on which a capture can be done'])
      expect(parseDumpcapListing(text)).toEqual([]);
    expect(parseCapListing('oops')).toEqual([]);
  });
});
