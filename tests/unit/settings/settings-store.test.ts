import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { SettingsStore } from '../../../main/settings/settings-store';

const folder = () => mkdtempSync(path.join(tmpdir(), 'kanaria-settings-'));

it('writes what was changed and finds it again', () => {
  const file = path.join(folder(), 'deep', 'settings.json');
  new SettingsStore(file).set({ theme: 'dark' });
  new SettingsStore(file).set({ language: 'ja' });
  expect(new SettingsStore(file).get()).toMatchObject({ theme: 'dark', language: 'ja', engineHost: 'utility' });
  expect(readdirSync(path.dirname(file))).toEqual(['settings.json']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
});

it('keeps the good fields of a file with bad ones', () => {
  const file = path.join(folder(), 'settings.json');
  writeFileSync(file, JSON.stringify({ version: 9, theme: 'purple', language: 'ja', keepPacketsMegabytes: -1 }));
  const defaults = new SettingsStore(path.join(folder(), 'none.json')).get();
  expect(defaults).toMatchObject({ version: 1, theme: 'system', keepPacketsMegabytes: 64 });
  expect(new SettingsStore(file).get()).toEqual({ ...defaults, language: 'ja' });
});

it.each(['', '{"theme":', '[]', 'null', '"dark"'])('starts with defaults when the file holds %j', (text) => {
  const file = path.join(folder(), 'settings.json');
  writeFileSync(file, text);
  expect(new SettingsStore(file).get().theme).toBe('system');
});

it('keeps the old settings when the new ones cannot be written', () => {
  const notAFolder = path.join(folder(), 'file');
  writeFileSync(notAFolder, 'x');
  const store = new SettingsStore(path.join(notAFolder, 'settings.json'));
  expect(() => store.set({ theme: 'dark' })).toThrow();
  expect(store.get().theme).toBe('system');
  expect(readFileSync(notAFolder, 'utf8')).toBe('x');
});
