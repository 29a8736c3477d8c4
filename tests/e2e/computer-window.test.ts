/** The screen of this computer on sample data: accessible, within its frame, in both languages and colours, by keyboard alone. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesFor } from '../../shared/messages';
import { findChromium } from '../support/chromium';
import { requireOrSkip } from '../support/requirements';
import { type PreviewWindow, startPreview } from './preview-window';

const hasChromium = requireOrSkip('Chromium', findChromium() !== null);
const { host, detail, nav } = messagesFor('en');
const states = ['computer', 'bare', 'computer-calm', 'computer-fresh'];

const expandFirst = (page: Page): Promise<void> => page.locator('.process-name').first().click();

describe.runIf(hasChromium)('the screen of this computer', () => {
  let preview: PreviewWindow;
  const inspect: PreviewWindow['inspect'] = (...given) => preview.inspect(...given);
  beforeAll(async () => {
    preview = await startPreview();
  });
  afterAll(() => preview.close());

  it.each([
    ['en-GB', 'dark'],
    ['ja-JP', 'light'],
  ] as const)('is sound with a program opened in %s, %s', (locale, theme) =>
    inspect('computer', { locale, theme }, expandFirst),
  );

  it.each([480, 680, 760, 900, 1100, 1600, 2560])('has room for everything at %i pixels', async (width) => {
    await inspect('computer', { width }, expandFirst);
    await inspect('bare', { width, locale: 'ja-JP' });
  });

  it.each(states)('leaves no English sentence in the Japanese state %s', (state) =>
    inspect(state, { locale: 'ja-JP' }, async (page) => {
      const text = await page.evaluate(() => {
        for (const part of document.querySelectorAll('[lang=en], code, .is-code')) part.remove();
        return document.body.innerText;
      });
      expect(text.match(/[A-Za-z]+ [a-z]+ [a-z]+/)).toBeNull();
    }),
  );

  it('says why there is no figure, and never 0 W for an unknown one', () =>
    inspect('bare', {}, async (page) => {
      await page.getByText(host.power.none).waitFor();
      await page.getByText(host.energy.unknown).waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(/(^|[^\d.])0(\.0)? W/m);
      await page.getByRole('button', { name: host.power.enter }).click();
      await page.getByRole('dialog').getByLabel(host.settings.idleWatts).fill('9');
      await page.getByLabel(host.settings.fullLoadWatts).fill('4');
      await page.getByText(host.settings.badWatts).waitFor();
    }));

  it('leads from a flagged connection to its details and its owner, by keyboard', () =>
    inspect('computer', {}, async (page) => {
      await page.getByRole('row').filter({ hasText: 'kworkerds' }).getByText('Mining').waitFor();
      await page.locator('.activity-name').first().press('Enter');
      const panel = page.getByRole('complementary', { name: detail.label });
      await panel.getByRole('heading', { name: host.owner.title, exact: true }).waitFor();
      expect(await panel.innerText()).toContain('kill 41822');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: nav.computer }).press('Enter');
      await page.getByRole('link', { name: nav.connections }).press('Enter');
      expect(await panel.count()).toBe(0);
    }));

  it('prices energy anew when the price changes', () =>
    inspect('computer', {}, async (page) => {
      await page.getByRole('button', { name: host.energy.change }).click();
      await page.getByLabel(host.settings.price).fill('0.4');
      await page.getByLabel(host.settings.currency).fill('EUR');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('€6.25').waitFor();
    }));
});
