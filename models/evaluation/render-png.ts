/** Turns a picture into pixels. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Writes `svg` as PNG with two pixels per unit; false where there is no Chromium (`KANARIA_CHROMIUM`). */
export async function renderPng(svg: string, path: string): Promise<boolean> {
  const executablePath = process.env['KANARIA_CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return false;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.locator('svg').screenshot({ path });
  } finally {
    await browser.close();
  }
  return true;
}
