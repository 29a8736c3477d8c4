/** The window on sample data in a browser, and what must hold in every state of it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import { type Browser, launchChromium } from '../support/chromium';

const renderer = path.resolve(import.meta.dirname, '../../renderer');
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** How a state is looked at: English, light and 1280 by 800 unless said otherwise. */
export interface Look {
  readonly locale?: 'en-GB' | 'ja-JP';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

export interface PreviewWindow {
  /** Opens a state, lets `act` change it, and checks what must hold: accessible, within its frame, no complaint. */
  inspect(state: string, look?: Look, act?: (page: Page) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Builds the preview and serves it under the policy of the product. */
export async function startPreview(): Promise<PreviewWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-preview-'));
  await build({
    configFile: false,
    root: renderer,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: path.join(renderer, 'preview.html') } },
  });
  const server = createServer((request, response) => {
    const file = path.join(folder, path.normalize(new URL(request.url ?? '/', 'http://localhost').pathname));
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browsers: Record<string, Browser> = {};
  for (const locale of ['en-GB', 'ja-JP']) browsers[locale] = await launchChromium({ locale });

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
      await page.goto(`http://127.0.0.1:${port}/preview.html?state=${state}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await act?.(page);
      await comeToRest(page);
      expect(await findViolations(page)).toEqual([]);
      expect(await measureOverflow(page)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    } finally {
      await page.close();
    }
  }

  return {
    inspect,
    async close() {
      for (const browser of Object.values(browsers)) await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until fonts are there, nothing moves any more, and what that changed is drawn: colours are measured on what is drawn. */
function comeToRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const tool = (window as unknown as { axe: typeof axe }).axe;
    const result = await tool.run(document);
    return result.violations.map(
      ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).join(' ')}`,
    );
  });
}

/** By how many pixels the page or one of its parts is too wide. */
function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const parts = document.querySelectorAll(
      '[role=grid], aside, dialog, .header-bar, .start-view, .member-table, .computer-view, .computer-cards .card, .devices-view, .device-card',
    );
    return Math.max(
      ...[document.documentElement, document.body, ...parts].map((part) => part.scrollWidth - part.clientWidth),
    );
  });
}
