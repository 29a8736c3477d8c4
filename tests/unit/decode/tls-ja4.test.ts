import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeRawJa4 } from '../../../main/decode/tls-ja4';

const uint16 = (value: number): number[] => [value >> 8, value & 0xff];
const listOf = (hex: string): number[] =>
  hex === '' ? [] : hex.split(',').flatMap((each) => uint16(parseInt(each, 16)));

/** A ClientHello with its handshake header. `contents` are the bodies of extensions by type, empty where not given. */
function hello(ciphers: string, extensions: string, contents: Record<string, number[]> = {}): Uint8Array {
  const suites = listOf(ciphers);
  const list = (extensions === '' ? [] : extensions.split(',')).flatMap((type) => {
    const body = contents[type] ?? [];
    return [...listOf(type), ...uint16(body.length), ...body];
  });
  const tail = extensions === '' ? [] : [...uint16(list.length), ...list];
  const body = [3, 3, ...new Array<number>(32).fill(7), 0, ...uint16(suites.length), ...suites, 1, 0, ...tail];
  return Uint8Array.from([1, 0, ...uint16(body.length), ...body]);
}

const protocols = (...names: number[][]): number[] => {
  const list = names.flatMap((name) => [name.length, ...name]);
  return [...uint16(list.length), ...list];
};
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

describe('the raw JA4 of a ClientHello', () => {
  it('is that of the example in the specification, GREASE left out', () => {
    const signatures = listOf('0403,0804,0401,0503,0805,0501,0806,0601');
    expect(
      writeRawJa4(
        hello(
          '7a7a,1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035',
          '1a1a,001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015,fafa',
          {
            '000d': [...uint16(signatures.length + 2), ...listOf('2a2a'), ...signatures],
            '0010': protocols(ascii('h2'), ascii('http/1.1')),
            '002b': [6, ...listOf('8a8a,0304,0303')],
          },
        ),
      ),
    ).toBe(
      't13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01_0403,0804,0401,0503,0805,0501,0806,0601',
    );
  });

  it('may have no extensions, or none but those that are left out', () => {
    expect(writeRawJa4(hello('0005', ''))).toBe('t12i010000_0005_');
    expect(writeRawJa4(hello('0005', '0000'))).toBe('t12d010100_0005_');
  });

  it.each([
    ['ab', [0xab]],
    ['ad', [0xab, 0xcd]],
    ['3b', [0x30, 0xab]],
    ['3d', [0x30, 0x31, 0xab, 0xcd]],
    ['01', [0x30, 0xab, 0xcd, 0x31]],
    ['xx', ascii('x')],
    ['h1', ascii('http/1.1')],
    ['00', []],
  ])('shortens the protocol to %s', (expected, name) => {
    expect(writeRawJa4(hello('0005', '0010', { '0010': protocols(name) }))).toBe(`t12i0101${expected}_0005_`);
  });

  it('counts to 99', () => {
    const many = Array.from({ length: 120 }, (_, at) => (at + 1).toString(16).padStart(4, '0')).join(',');
    expect(writeRawJa4(hello(many, ''))?.slice(0, 10)).toBe('t12i990000');
  });

  it('is none while the message is cut, and stays within it when damaged', () => {
    const whole = hello('1301,1302', '0000,000d,002b', { '000d': [0, 2, 4, 3], '002b': [2, 3, 4] });
    for (let length = 0; length < whole.length; length++) expect(writeRawJa4(whole.slice(0, length))).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 5 }), (changes) => {
        const damaged = whole.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(writeRawJa4(damaged) ?? '').not.toContain('NaN');
      }),
      { numRuns: 2000 },
    );
  });
});
