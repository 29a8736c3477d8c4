/** The system's Chromium, driven by Playwright: for the window that `serve` offers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findProgram } from './requirements';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Absolute path of a Chromium-like browser (`KANARIA_CHROMIUM` wins), or null. */
export function findChromium(): string | null {
  return process.env.KANARIA_CHROMIUM ?? names.map(findProgram).find((file) => file !== null) ?? null;
}

export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Starts it headless with an empty profile and without any traffic of its own. */
export async function launchChromium(
  options: { locale?: string; width?: number; height?: number } = {},
): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium here: install the package chromium.');
  const profile = mkdtempSync(path.join(tmpdir(), 'kanaria-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: options.locale ?? 'en-US',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
