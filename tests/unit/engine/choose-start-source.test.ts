import { expect, it } from 'vitest';
import { chooseStartSource } from '../../../main/engine/choose-start-source';
import type { NetworkInterface } from '../../../shared/contract';
import { permitted } from './start-engine';

const lan: NetworkInterface = {
  name: 'eth0',
  description: null,
  kind: 'ethernet',
  addresses: ['192.168.7.20'],
  isUp: true,
  isDefault: false,
};
const loopback: NetworkInterface = { ...lan, name: 'lo', kind: 'loopback' };
const wifi: NetworkInterface = { ...lan, name: 'wlan0', kind: 'wifi', isDefault: true };

it('listens to the interface of the default route', () => {
  const { request, reason } = chooseStartSource(permitted, [loopback, lan, wifi]);
  expect(request).toEqual({ kind: 'interface', interfaces: ['wlan0'] });
  expect(reason).toBeNull();
});

it('plays the demo where nothing may be captured, and says why', () => {
  const access = { ...permitted, isPermitted: false, reason: 'dumpcap may not capture.' };
  expect(chooseStartSource(access, [wifi])).toEqual({ request: { kind: 'demo' }, reason: 'dumpcap may not capture.' });
});

it('plays the demo where there is nothing to listen to', () => {
  expect(chooseStartSource(permitted, [loopback, { ...lan, isUp: false }]).request).toEqual({ kind: 'demo' });
});
