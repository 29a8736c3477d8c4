/** Every state of the window on sample data: complete, accessible, within its frame, under the strict policy. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewStates } from '../../renderer/preview-bridge';
import { type Browser, findChromium, launchChromium } from '../support/chromium';
import { requireOrSkip } from '../support/requirements';

const hasChromium = requireOrSkip('Chromium', findChromium() !== null);
const renderer = path.resolve(import.meta.dirname, '../../renderer');
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

describe.runIf(hasChromium)('the window', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-preview-'));
  let server: Server;
  const browsers: Record<string, Browser> = {};

  beforeAll(async () => {
    await build({
      configFile: false,
      root: renderer,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: path.join(renderer, 'preview.html') } },
    });
    server = createServer((request, response) => {
      const file = path.join(folder, path.normalize(new URL(request.url ?? '/', 'http://localhost').pathname));
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
      response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const locale of ['en-GB', 'ja-JP']) browsers[locale] = await launchChromium({ locale });
  });

  afterAll(async () => {
    for (const browser of Object.values(browsers)) await browser.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Look {
    readonly locale?: 'en-GB' | 'ja-JP';
    readonly theme?: 'light' | 'dark';
    readonly width?: number;
    readonly height?: number;
  }

  /** Opens a state, lets `act` change it, and checks what must hold in every state. */
  async function inspect(state: string, look: Look = {}, act?: (page: Page) => Promise<void>): Promise<void> {
    const page = await browsers[look.locale ?? 'en-GB'].context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    try {
      await page.emulateMedia({ colorScheme: look.theme ?? 'light', reducedMotion: 'reduce' });
      await page.setViewportSize({ width: look.width ?? 1280, height: look.height ?? 800 });
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/preview.html?state=${state}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await act?.(page);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const tool = (window as unknown as { axe: typeof axe }).axe;
        const result = await tool.run(document);
        return result.violations.map(
          ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).join(' ')}`,
        );
      });
      expect(violations).toEqual([]);
      const overflow = await page.evaluate(() =>
        Math.max(
          ...[document.documentElement, ...document.querySelectorAll('[role=grid], aside, .start-view')].map(
            (element) => element.scrollWidth - element.clientWidth,
          ),
        ),
      );
      expect(overflow).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  }

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
  it.each(['start', 'denied', 'suspicious', 'paused', 'failed', 'crashed', 'file'])(
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
  it.each([780, 960, 1100, 1280, 1440, 1600])('has room for its columns at %i pixels', async (width) => {
    await inspect('mining', { width }, openFirst);
    await inspect('mining', { width });
  });
  it('is sound at 640 by 480', () => inspect('mining', { width: 640, height: 480 }, openFirst));
  it('is sound at 2560 by 1440', () => inspect('many', { width: 2560, height: 1440 }, openFirst));

  it.each(['Settings', 'About Kanaria'])('is sound with the dialog %s', (name) =>
    inspect('mining', {}, async (page) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
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
});
