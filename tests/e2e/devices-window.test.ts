/** The screen of the devices on sample data: accessible, within its frame, in both languages and colours, by keyboard alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesFor } from '../../shared/messages';
import { findChromium } from '../support/chromium';
import { requireOrSkip } from '../support/requirements';
import { type PreviewWindow, startPreview } from './preview-window';

const hasChromium = requireOrSkip('Chromium', findChromium() !== null);
const { devices, table } = messagesFor('en');

describe.runIf(hasChromium)('the screen of the devices', () => {
  let preview: PreviewWindow;
  beforeAll(async () => {
    preview = await startPreview();
  });
  afterAll(() => preview.close());

  it.each([
    ['en-GB', 'light'],
    ['en-GB', 'dark'],
    ['ja-JP', 'light'],
    ['ja-JP', 'dark'],
  ] as const)('is sound in %s, %s', (locale, theme) =>
    preview.inspect('devices', { locale, theme }, async (page) => {
      await page.getByRole('table').waitFor();
    }),
  );

  it.each([480, 680, 760, 900, 1100, 2560])('has room for everything at %i pixels', async (width) => {
    await preview.inspect('devices', { width, locale: 'ja-JP' });
    await preview.inspect('devices', { width }, async (page) => {
      await page.getByRole('button', { name: 'office-pc' }).click();
      await page.getByText(devices.showing('office-pc')).waitFor();
    });
  });

  it('says who is this computer, a guest and where it is plugged in, who made it, and what was found', () =>
    preview.inspect('devices', {}, async (page) => {
      await page.getByRole('heading', { level: 1, name: devices.headline.mining.one('office-pc') }).waitFor();
      const [, first] = await page.getByRole('row').all();
      for (const words of ['office-pc', devices.thisComputer, devices.sources.dhcp, 'Hewlett Packard', 'Mining'])
        expect(await first.innerText()).toContain(words);
      const guest = await page.getByRole('row').filter({ hasText: 'veth3a2b@br0' }).innerText();
      expect(guest).toContain(devices.guest.container);
      const camera = await page.getByRole('row').filter({ hasText: 'IPC-front-door' }).innerText();
      expect(camera).toContain(`ipc (${devices.sources.dhcp})`);
      expect(camera).not.toContain(devices.thisComputer);
    }));

  it('says who made it also where there is little room', () =>
    preview.inspect('devices', { width: 480 }, async (page) => {
      await page.getByText('Example Cameras · 00:62:6e:4d:11:9c').waitFor();
    }));

  it('leads from a device to its connections and back to all, by keyboard', () =>
    preview.inspect('devices', {}, async (page) => {
      await page.getByRole('button', { name: 'IPC-front-door' }).press('Enter');
      const rows = page.getByRole('grid', { name: table.label }).getByRole('row').filter({ hasText: '192.168.' });
      await expect.poll(() => rows.allInnerTexts()).not.toEqual([]);
      for (const row of await rows.allInnerTexts()) expect(row).toContain('192.168.1.25');
      await page.getByRole('button', { name: devices.showAll }).press('Enter');
      await expect.poll(async () => (await rows.allInnerTexts()).join()).toContain('192.168.1.23');
    }));

  it('says when there is no device yet', () =>
    preview.inspect('devices-empty', {}, async (page) => {
      await page.getByText(devices.emptyHint).waitFor();
    }));

  it('says that not every device is shown', () =>
    preview.inspect('devices-many', {}, async (page) => {
      await page.getByText(/^\d+ of at least 4,096 devices are shown$/).waitFor();
    }));

  it.each(['devices', 'devices-empty', 'devices-many'])(
    'leaves no English sentence in the Japanese state %s',
    (state) =>
      preview.inspect(state, { locale: 'ja-JP' }, async (page) => {
        expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/[A-Za-z]+ [a-z]+ [a-z]+/);
      }),
  );
});
