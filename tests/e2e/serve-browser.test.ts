/** The same window through `kanaria serve` in a browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messagesEn as words } from '../../shared/messages-en';
import { type Browser, findChromium, launchChromium } from '../support/chromium';
import { repositoryRoot, requireOrSkip } from '../support/requirements';
import { minerPackets, quietPackets, writeCapture } from '../unit/engine/small-captures';
import { openMiningConnection, patienceMs, readEvidence } from './window-actions';

const hasChromium = requireOrSkip('Chromium', findChromium() !== null);
let browser: Browser;
let child: ChildProcess | null = null;

/** Starts `serve`; lines of its standard output come one by one. */
function startServe(...args: string[]): AsyncIterator<string> {
  const program = path.join(repositoryRoot, 'out/cli/kanaria.js');
  const settings = mkdtempSync(path.join(tmpdir(), 'kanaria-settings-'));
  child = spawn(process.execPath, [program, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CONFIG_HOME: settings, NO_COLOR: '1' },
  });
  return createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
}

async function readUrl(lines: AsyncIterator<string>): Promise<string> {
  const { value } = await lines.next();
  return /http:\S+/.exec(String(value))?.[0] ?? '';
}

/** Types a path as the new source; returns where it was typed. */
async function openPath(page: Page, file: string): Promise<Locator> {
  await page.getByRole('button', { name: words.actions.newSource }).click();
  const input = page.getByLabel(words.start.filePath);
  await input.fill(file);
  await input.press('Enter');
  return input;
}

async function stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await ended)[0];
}

describe.runIf(hasChromium)('the served window', () => {
  beforeEach(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    await stop('SIGKILL');
    await browser.close();
  });

  it('shows the miner and its evidence, prints the verdict, and ends on Ctrl-C', async () => {
    const lines = startServe('--file', writeCapture(minerPackets()));
    const url = await readUrl(lines);
    const printed: string[] = [];
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      printed.push(line.value);
      if (line.value.startsWith('MINING')) break;
    }
    expect(printed.at(-1)).toMatch(/^MINING +>0\.99 {2}192\.168\.7\.20:40000 -> 203\.0\.113\.9:3333 .*CryptoNote/);

    const page = await browser.context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(url);
    const panel = await openMiningConnection(page);
    expect((await readEvidence(panel)).join('\n')).toContain('XMRig/6.21.0');
    expect(complaints).toEqual([]);
    expect(await stop()).toBe(0);
  });

  it('shows no other connection in place of one that another window has replaced', async () => {
    const url = await readUrl(startServe('--file', writeCapture(minerPackets())));
    const [page, other] = [await browser.context.newPage(), await browser.context.newPage()];
    await page.goto(url);
    await other.goto(url);
    const panel = await openMiningConnection(page);
    await page.getByRole('button', { name: words.table.freeze }).click();
    await openPath(other, writeCapture(quietPackets({})));

    await panel.getByText(words.detail.gone).waitFor({ timeout: patienceMs });
    await panel.getByText(words.detail.says.mining).waitFor();
    await page.getByRole('button', { name: words.table.freeze }).waitFor();
    const rows = page.getByRole('grid', { name: words.table.label }).getByRole('row');
    expect(await rows.filter({ hasText: words.verdict.mining }).count()).toBe(0);
  });

  it('keeps what was found, and what was typed, when there is no such file', async () => {
    const url = await readUrl(startServe('--file', writeCapture(minerPackets())));
    const page = await browser.context.newPage();
    await page.goto(url);
    await openMiningConnection(page);
    const typed = await openPath(page, '/nowhere/mien.pcap');
    await page.getByRole('alert').filter({ hasText: words.failure.missing }).waitFor({ timeout: patienceMs });
    expect(await typed.inputValue()).toBe('/nowhere/mien.pcap');
    await page.getByRole('button', { name: words.start.back }).click();
    await openMiningConnection(page);
  });

  it('plays the demo to a verdict', async () => {
    const url = await readUrl(startServe('--demo'));
    const page = await browser.context.newPage();
    await page.goto(url);
    await page.getByText(words.status.demo, { exact: true }).first().waitFor();
    const panel = await openMiningConnection(page);
    expect(await readEvidence(panel)).not.toEqual([]);
  });

  it('shows that the server has gone', async () => {
    const url = await readUrl(startServe('--file', writeCapture(minerPackets())));
    const page = await browser.context.newPage();
    await page.goto(url);
    await openMiningConnection(page);
    await stop();
    await page.getByRole('alert').filter({ hasText: words.engine.lost }).waitFor({ timeout: patienceMs });
    await openMiningConnection(page);
  });

  it('shows nothing without the token', async () => {
    const url = new URL(await readUrl(startServe()));
    const page = await browser.context.newPage();
    const response = await page.goto(url.origin);
    expect(response?.status()).toBe(403);
    expect(await page.locator('body').innerText()).toContain('token');
  });
});
