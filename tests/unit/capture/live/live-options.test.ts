import { expect, it } from 'vitest';
import { snapLength, type LiveOptions } from '../../../../main/capture/live-options';

const options: LiveOptions = { interfaces: ['eth0'], filter: null, isHeadersOnly: false, isPromiscuous: false };

it('captures whole packets to keep, but never more than headers where only they are wanted', () => {
  expect(snapLength(options)).toBe(2048);
  expect(snapLength({ ...options, isWhole: true })).toBe(262_144);
  expect(snapLength({ ...options, isWhole: true, isHeadersOnly: true })).toBe(128);
});
