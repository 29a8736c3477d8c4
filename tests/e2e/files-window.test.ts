/** The Files screen on sample data: accessible, within its frame, in both languages and colours, by keyboard alone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesFor } from '../../shared/messages';
import { findChromium } from '../support/chromium';
import { requireOrSkip } from '../support/requirements';
import { type PreviewWindow, startPreview } from './preview-window';

const hasChromium = requireOrSkip('Chromium', findChromium() !== null);
const { files } = messagesFor('en');

const openFirst = async (page: Page): Promise<void> => {
  await page.getByRole('row').nth(1).click();
  await page.getByRole('complementary').getByRole('listitem').first().waitFor();
};
const openCluster = async (page: Page): Promise<void> => {
  await openFirst(page);
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /cluster|クラスター/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('table').waitFor();
};

describe.runIf(hasChromium)('the Files screen', () => {
  let preview: PreviewWindow;
  const inspect: PreviewWindow['inspect'] = (...given) => preview.inspect(...given);
  beforeAll(async () => {
    preview = await startPreview();
  });
  afterAll(() => preview.close());

  it.each([
    ['en-GB', 'dark'],
    ['ja-JP', 'light'],
  ] as const)('is sound with a file and its cluster open in %s, %s', async (locale, theme) => {
    await inspect('files-found', { locale, theme }, openFirst);
    await inspect('files-found', { locale, theme }, openCluster);
  });

  it.each([480, 780, 900, 1100, 1600])('has room for everything at %i pixels', async (width) => {
    await inspect('files-many', { width });
    await inspect('files-found', { width }, openFirst);
    await inspect('files-found', { width }, openCluster);
  });

  it.each(['files', 'files-running', 'files-found', 'files-none', 'files-stopped', 'files-failed'])(
    'leaves no English sentence in the Japanese state %s',
    (state) =>
      inspect(state, { locale: 'ja-JP' }, async (page) => {
        if (state === 'files-found') await openFirst(page);
        const text = await page.evaluate(() => {
          for (const part of document.querySelectorAll('[lang=en], code, .is-code')) part.remove();
          return document.body.innerText;
        });
        expect(text.match(/[A-Za-z]+ [a-z]+ [a-z]+/)).toBeNull();
      }),
  );

  it('is worked with the keyboard alone, and keeps what was chosen while the other section is shown', () =>
    inspect('files-found', {}, async (page) => {
      const grid = page.getByRole('grid', { name: files.table.label });
      await page.keyboard.press('/');
      await page.keyboard.type('kworkerds');
      await page.getByText('1 of 64 files').waitFor();
      await grid.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: files.detail.label });
      expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: files.cluster.title });
      await dialog.getByRole('img').waitFor();
      await page.keyboard.press('Escape');
      expect(await dialog.count()).toBe(0);
      await page.getByRole('link', { name: 'Connections' }).press('Enter');
      await page.getByRole('heading', { name: 'What should Kanaria listen to?' }).waitFor();
      await page.getByRole('link', { name: 'Files' }).press('Enter');
      await panel.waitFor();
      expect(await page.getByRole('searchbox', { name: files.table.filter }).inputValue()).toBe('kworkerds');
    }));

  it('says that a browser does not tell where a dropped file lies', () =>
    inspect('files', {}, async (page) => {
      const data = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(['x'], 'miner.exe'));
        return transfer;
      });
      await page.dispatchEvent('.files-view', 'drop', { dataTransfer: data });
      await page.getByRole('alert').filter({ hasText: files.dropHasNoPath }).waitFor();
      await page.getByLabel(files.path, { exact: true }).fill('/tmp');
      await page.getByRole('button', { name: files.scan, exact: true }).click();
      await page.getByRole('grid', { name: files.table.label }).waitFor();
    }));

  it('cancels a scan', () =>
    inspect('files-running', {}, async (page) => {
      await page.getByRole('progressbar').waitFor();
      await page.getByRole('button', { name: files.cancel }).click();
      await page.getByText(files.status.stoppedEarly).waitFor();
    }));
});
