import { expect, it } from 'vitest';
import { DeviceTally } from '../../../main/verdict/device-tally';

it('counts so many addresses and no more, and says so', () => {
  const tally = new DeviceTally();
  for (let at = 0; at < 4095; at++) tally.add(`10.0.${at >> 8}.${at & 255}`, 'clear', 0);
  expect(tally.isFull).toBe(false);
  tally.add('192.0.2.1', 'suspicious', 0.4);
  expect(tally.isFull).toBe(true);
  tally.add('192.0.2.2', 'mining', 0.9);
  tally.add('192.0.2.1', 'mining', 0.9);
  expect(tally.byAddress.has('192.0.2.2')).toBe(false);
  expect(tally.byAddress.get('192.0.2.1')).toEqual({ connections: 2, mining: 1, suspicious: 1, risk: 0.9 });
});
