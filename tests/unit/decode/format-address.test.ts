import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../../main/decode/format-address';
import { parseAddress } from '../../../main/decode/parse-address';

function format(bytes: Uint8Array): string {
  return formatAddress(bytes, 0, bytes.length === 4 ? 4 : 16);
}

/** Any notation of an address, and the one that RFC 5952 wants. */
const notations: [string, string][] = [
  ['192.0.2.1', '192.0.2.1'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['2001:0DB8::0001', '2001:db8::1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['1:2:3:4:5:6:0:0', '1:2:3:4:5:6::'],
  ['::ffff:c000:0201', '::ffff:192.0.2.1'],
  ['::192.0.2.1', '::c000:201'],
];

describe('formatAddress', () => {
  it.each(notations)('writes %s as %s (RFC 5952)', (notation, written) => {
    const bytes = parseAddress(notation);
    expect(bytes && format(bytes)).toBe(written);
  });

  it('is undone by parseAddress', () => {
    const sparse = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 255 })), { minLength: 16, maxLength: 16 });
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      sparse.map((all) => Uint8Array.from(all)),
    );
    fc.assert(fc.property(bytes, (address) => void expect(parseAddress(format(address))).toEqual(address)));
  });

  it('reads at the offset', () => {
    expect(formatAddress(Uint8Array.of(9, 9, 10, 0, 0, 1), 2, 4)).toBe('10.0.0.1');
  });
});

describe('parseAddress', () => {
  it('refuses what is no address', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.256',
      '01.2.3.4',
      '1:2',
      '::1::',
      '1:2:3:4:5:6:7:8:9',
      '12345::',
      'fe80::1%eth0',
      '1.2.3.4::',
      '1:2:3:4:5:6:7::8:9',
    ]) {
      expect(parseAddress(text), text).toBeNull();
    }
  });
});
