import { expect, it } from 'vitest';
import { isBrowser } from '../../../main/host/is-browser';

it.each([
  'firefox',
  'firefox-esr',
  'Isolated Web Co',
  'chrome',
  'chrome.exe',
  'chromium',
  'Google Chrome Helper',
  'msedge.exe',
  'Safari',
])('%s is a browser', (name) => expect(isBrowser(name)).toBe(true));

it.each(['xmrig', 'node', 'chronyd', 'operator', 'ssh'])('%s is none', (name) => expect(isBrowser(name)).toBe(false));
