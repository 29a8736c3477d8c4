/** Takes docs/window.png, the picture of the README: the built window on the demo, with the encrypted miner open. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './freshness.mjs';

const executablePath = process.env.KANARIA_CHROMIUM ?? '/usr/bin/chromium';
/** In the demo this one is encrypted, so that only its rhythm tells. */
const encryptedMiner = 'cdn-assets.example.com';
const patienceMs = 90_000;

const settings = mkdtempSync(path.join(tmpdir(), 'kanaria-picture-'));
const server = spawn(process.execPath, [path.join(root, 'out/cli/kanaria.js'), 'serve', '--demo'], {
  env: { ...process.env, XDG_CONFIG_HOME: settings, APPDATA: settings },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    viewport: { width: 1280, height: 840 },
    deviceScaleFactor: 1.4,
  });
  await page.goto(await readAddress(server.stdout));
  const mining = page.getByRole('row').filter({ hasText: 'Mining' });
  await mining.filter({ hasText: encryptedMiner }).click({ timeout: patienceMs });
  await mining.nth(2).waitFor({ timeout: patienceMs });
  await page.getByRole('heading', { name: 'Evidence' }).waitFor();
  // Some more minutes of the demo, for plots worth looking at.
  await page.waitForTimeout(8000);
  await page.mouse.move(640, 120);
  await page.screenshot({ path: path.join(root, 'docs/window.png') });
} finally {
  await browser.close();
  server.kill('SIGINT');
  rmSync(settings, { recursive: true, force: true });
}

/**
 * The address that `serve` prints. The stream stays open: the server goes on printing.
 * @param {import('node:stream').Readable} output
 * @returns {Promise<string>}
 */
function readAddress(output) {
  return new Promise((resolve, reject) => {
    let text = '';
    output.on('data', (/** @type {Buffer} */ piece) => {
      text += piece.toString();
      const address = /http:\/\/\S+/.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    });
    output.on('end', () => reject(new Error('serve ended without an address.')));
  });
}
