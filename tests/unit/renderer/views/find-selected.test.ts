import { expect, it } from 'vitest';
import { sampleInterfaces } from '../../../../renderer/preview-data';
import { findSelected } from '../../../../renderer/views/find-selected';

it('selects the best interface until one is chosen', () => {
  expect([...findSelected(sampleInterfaces, null)]).toEqual(['wlp2s0']);
  expect([...findSelected([], null)]).toEqual([]);
  expect([...findSelected(sampleInterfaces, new Set())]).toEqual([]);
});

it('selects no interface that has gone, and again the one that is back', () => {
  const chosen = new Set(['docker0', 'tun0']);
  const withoutTunnel = sampleInterfaces.filter((entry) => entry.name !== 'tun0');
  expect([...findSelected(withoutTunnel, chosen)]).toEqual(['docker0']);
  expect([...findSelected(sampleInterfaces, chosen)]).toEqual(['docker0', 'tun0']);
});
