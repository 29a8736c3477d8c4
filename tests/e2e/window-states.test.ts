/** Every state of the window on sample data: complete, accessible, within its frame, under the strict policy. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewStates } from '../../renderer/preview-bridge';
import { messagesFor } from '../../shared/messages';
import { findChromium } from '../support/chromium';
import { requireOrSkip } from '../support/requirements';
import { type PreviewWindow, startPreview } from './preview-window';

const hasChromium = requireOrSkip('Chromium', findChromium() !== null);

describe.runIf(hasChromium)('the window', () => {
  let preview: PreviewWindow;
  const inspect: PreviewWindow['inspect'] = (...given) => preview.inspect(...given);
  beforeAll(async () => {
    preview = await startPreview();
  });
  afterAll(() => preview.close());

  const openFirst = async (page: Page): Promise<void> => {
    await page.getByRole('row').nth(1).click();
    await page.getByRole('heading', { name: /Evidence|根拠/ }).waitFor();
    await page.locator('.risk-sum summary').click();
  };

  it.each(previewStates)('is sound in the state %s', (state) => inspect(state));
  it.each(['mining', 'suspicious'])('is sound in dark in the state %s', (state) =>
    inspect(state, { theme: 'dark' }, openFirst),
  );
  it('is sound in Japanese', () => inspect('mining', { locale: 'ja-JP' }, openFirst));
  it.each(['start', 'denied', 'suspicious', 'paused', 'failed', 'crashed', 'file', 'unjudged'])(
    'leaves no English sentence in the Japanese state %s',
    (state) =>
      inspect(state, { locale: 'ja-JP' }, async (page) => {
        if (state === 'suspicious') await openFirst(page);
        await page.waitForTimeout(500);
        const text = await page.evaluate(() => {
          for (const part of document.querySelectorAll('[lang=en], code')) part.remove();
          return document.body.innerText;
        });
        expect(text.replace('tcp and not port 22', '').match(/[A-Za-z]+ [a-z]+ [a-z]+/)).toBeNull();
      }),
  );
  it.each([780, 900, 960, 1100, 1280, 1440, 1600])('has room for its columns at %i pixels', async (width) => {
    await inspect('mining', { width }, openFirst);
    await inspect('mining', { width }, async (page) => expect(await measureCutAddress(page)).toBeLessThanOrEqual(0));
  });
  it('is sound at 640 by 480', () => inspect('mining', { width: 640, height: 480 }, openFirst));
  it('leaves the table room on a laptop at 200 %', () =>
    inspect('mining', { width: 640, height: 400 }, async (page) => {
      await page.mouse.move(320, 40);
      await page.getByRole('row').nth(5).waitFor();
      await page.mouse.wheel(0, 1000);
      await expect.poll(async () => (await page.getByRole('row').nth(5).boundingBox())?.y).toBeLessThan(350);
      await openFirst(page);
    }));
  it('is sound at 2560 by 1440', () => inspect('many', { width: 2560, height: 1440 }, openFirst));

  it.each(['Settings', 'About Kanaria'])('is sound with the dialog %s', (name) =>
    inspect('mining', {}, async (page) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
    }),
  );

  it.each(['en-GB', 'ja-JP'] as const)('says in %s how many connections a search leaves out', (locale) =>
    inspect('failed', { locale, width: 780 }, async (page) => {
      const { table } = messagesFor(locale === 'ja-JP' ? 'ja' : 'en');
      await page.getByText(table.hidden(220, '220')).waitFor();
      await page.getByRole('searchbox').fill('no such thing');
      await page.getByText(table.emptyFilter).waitFor();
      await page.getByText(table.emptyFilterHidden(220, '220')).waitFor();
    }),
  );

  it('is worked with the keyboard alone', () =>
    inspect('mining', {}, async (page) => {
      const grid = page.getByRole('grid');
      await grid.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary');
      expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      expect(await panel.count()).toBe(0);
      expect(await grid.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press('/');
      await page.keyboard.type('minexmr');
      await page.getByText('2 of 64 connections').waitFor();
      await page.getByRole('button', { name: 'Duration' }).click();
      await page.locator('[aria-sort=descending]', { hasText: 'Duration' }).waitFor();
    }));

  it('says in the dialog that settings could not be saved', () =>
    inspect('failed', {}, async (page) => {
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      const dialog = page.getByRole('dialog');
      for (const control of [dialog.getByText('Dark', { exact: true }), dialog.getByText('Save', { exact: true })]) {
        await control.click();
        const alert = dialog.getByRole('alert');
        await alert.getByText(/settings could not be written/).waitFor();
        expect(await page.getByRole('alert').filter({ hasText: 'settings' }).count()).toBe(1);
        await alert.getByRole('button', { name: 'Dismiss' }).click();
      }
    }));

  it.each(['Settings', 'About Kanaria'])('gives the focus back from the dialog %s', (name) =>
    inspect('mining', {}, async (page) => {
      const closings = ['Escape', 'Close', ...(name === 'Settings' ? ['Cancel', 'Save'] : [])];
      for (const closing of closings) {
        await page.getByRole('button', { name, exact: true }).press('Enter');
        const dialog = page.getByRole('dialog');
        if (closing === 'Escape') await page.keyboard.press(closing);
        else await dialog.getByRole('button', { name: closing, exact: true }).press('Enter');
        await dialog.waitFor({ state: 'detached' });
        expect(await readFocus(page)).toBe(name);
      }
    }),
  );

  it('keeps the focus near a control that goes away', () =>
    inspect('mining', {}, async (page) => {
      const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).press('Enter');
      const expectFocus = (name: string): Promise<void> => expect.poll(() => readFocus(page)).toBe(name);
      await press('Pause');
      await expectFocus('Resume');
      await press('Resume');
      await expectFocus('Pause');
      await press('Stop');
      await expectFocus('New source');
      await press('New source');
      await expectFocus('Back to the connections');
      await press('Back to the connections');
      await expectFocus('Filter by name, address, port or program');
      await page.getByRole('searchbox').fill('no such connection');
      await press('Clear the filter');
      await expectFocus('Filter by name, address, port or program');
      await press('Settings');
      await page
        .getByRole('button', { name: /^Remove / })
        .first()
        .press('Enter');
      await expect.poll(() => readFocus(page)).not.toBe('');
    }));
});

/** By how many pixels the widest IPv4 address does not fit beside the others; 0 where clients are left out. */
function measureCutAddress(page: Page): Promise<number> {
  return page.evaluate(() => {
    const address = document.querySelector('[role=gridcell].is-client .cell-main');
    if (address === null) return 0;
    address.textContent = '192.168.111.222';
    return address.scrollWidth - address.clientWidth;
  });
}

/** What the focused control is called; empty when it is the page. */
function readFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const control = document.activeElement as HTMLElement;
    if (control === document.body) return '';
    const label = control.ariaLabel ?? (control as HTMLInputElement).labels?.[0]?.innerText;
    return label ?? control.innerText.trim();
  });
}
