import { expect, it } from 'vitest';
import { linkTypeName, normaliseLinkType } from '../../../main/capture/link-types';

it('names link types as tcpdump.org does', () => {
  const named = [0, 1, 9, 101, 104, 105, 108, 113, 127, 192, 228, 229, 239, 276].map(linkTypeName);
  expect(named.join(' ')).toBe(
    'NULL EN10MB PPP RAW C_HDLC IEEE802_11 LOOP LINUX_SLL RADIOTAP PPI IPV4 IPV6 NFLOG LINUX_SLL2',
  );
  expect(linkTypeName(64_000)).toBe('LINKTYPE_64000');
});

it('makes one number of all that stand for raw IP', () => {
  expect([12, 14, 101, 0xf4000001].map(normaliseLinkType)).toEqual([101, 101, 101, 1]);
});
