import { expect, it } from 'vitest';
import { translateMemberName } from '../../../shared/member-name';

it('leaves no English in the Japanese name of a centre', () => {
  const name = 'CoinMiner 2020-10-02 (65): its centre';
  expect(translateMemberName(name, 'ja')).toBe('CoinMiner 2020-10-02 (65) の中心');
  expect(translateMemberName(name, 'en')).toBe(name);
  expect(translateMemberName('xmrig-6.21.0-linux-static-x64', 'ja')).toBe('xmrig-6.21.0-linux-static-x64');
});
