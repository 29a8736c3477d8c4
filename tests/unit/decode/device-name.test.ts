import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeviceName } from '../../../main/decode/device-name';

const bytes = (...parts: (string | number | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string'
        ? [...part].map((letter) => letter.charCodeAt(0))
        : typeof part === 'number'
          ? [part]
          : part,
    ),
  );
const zeros = (count: number): number[] => new Array<number>(count).fill(0);
const label = (text: string): number[] => [text.length, ...[...text].map((letter) => letter.charCodeAt(0))];

function read(data: Uint8Array, sourcePort: number, destinationPort: number) {
  return readDeviceName(data, 0, data.length, sourcePort, destinationPort);
}

/** A DHCP request with these options. */
const dhcp = (...options: (string | number | readonly number[])[]): Uint8Array =>
  bytes(1, 1, 6, zeros(233), [0x63, 0x82, 0x53, 0x63], [53, 1, 3], ...options, 255);

describe('names that devices give themselves', () => {
  it('come in DHCP requests', () => {
    expect(read(dhcp([12, 6], 'camera'), 68, 67)).toEqual({ name: 'camera', source: 'dhcp' });
    expect(read(dhcp([81, 3 + 13, 0, 0, 0], 'tv.home.arpa.'), 68, 67)).toEqual({ name: 'tv', source: 'dhcp' });
    expect(read(dhcp([81, 3 + 4, 4, 0, 0], label('box')), 68, 67)).toEqual({ name: 'box', source: 'dhcp' });
    const answer = dhcp([12, 6], 'camera');
    answer[0] = 2;
    expect(read(answer, 67, 68)).toBeNull();
  });

  it('come in multicast DNS answers, also where the name points back', () => {
    const header = [0, 0, 0x84, 0, 0, 0, 0, 2, 0, 0, 0, 0];
    const pointer = bytes(
      header,
      label('_x'),
      0,
      [0, 16, 0, 1],
      [0, 0, 0, 9],
      [0, 0],
      [0xc0, 12],
      [0, 1, 0x80, 1],
      [0, 0, 0, 9],
      [0, 4],
      [10, 0, 0, 2],
    );
    expect(read(pointer, 5353, 5353)).toEqual({ name: '_x', source: 'mdns' });
    const plain = bytes(
      header,
      label('printer'),
      label('local'),
      0,
      [0, 28, 0x80, 1],
      [0, 0, 0, 9],
      [0, 16],
      zeros(16),
    );
    expect(read(plain, 5353, 5353)).toEqual({ name: 'printer', source: 'mdns' });
  });

  it('come in NetBIOS registrations', () => {
    const encode = (name: string, suffix: number): number[] =>
      [...name.padEnd(15)]
        .map((letter) => letter.charCodeAt(0))
        .concat(suffix)
        .flatMap((byte) => [65 + (byte >> 4), 65 + (byte & 15)]);
    const packet = (suffix: number): Uint8Array =>
      bytes([0x12, 0x34, 0x29, 0x10, 0, 1, 0, 0, 0, 0, 0, 1], 32, encode('OFFICE-PC', suffix), 0, [0, 32, 0, 1]);
    expect(read(packet(0), 137, 137)).toEqual({ name: 'OFFICE-PC', source: 'netbios' });
    expect(read(packet(0x1e), 137, 137)).toBeNull();
  });

  it('are not read past the end, whatever comes', () => {
    const ports = fc.constantFrom<[number, number]>([68, 67], [5353, 5353], [137, 137]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), ports, (data, [from, to]) => {
        for (let length = 0; length <= data.length; length += 7) readDeviceName(data, 0, length, from, to);
        read(data, from, to);
      }),
    );
  });
});
