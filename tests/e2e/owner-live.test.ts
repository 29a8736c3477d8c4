/**
 * A program that works half a core while it plays the client of a made-up pool, and its idle twin that chats: within a minute the
 * live window shows who they are, what they take, and what that says.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { messagesEn as words } from '../../shared/messages-en';
import { type RunningApp, canRunApp, launchApp } from '../support/electron-app';
import { openChat, openMadeUpPool } from '../support/made-up-pool';
import { canMakeNamespaces, hasProgram, repositoryRoot, requireOrSkip } from '../support/requirements';
import { ask } from './window-actions';

const canRun = requireOrSkip('the packaged app and a display', canRunApp());
const canCapture = requireOrSkip(
  'capture on loopback as root',
  canMakeNamespaces() && (hasProgram('dumpcap') || hasProgram('tcpdump')),
);
const clientPath = path.join(repositoryRoot, 'tests/support/programs/pool-client.mjs');
/** What the window has to show, it has to show by then. */
const minuteMs = 60_000;

describe.runIf(canRun && canCapture)('the live window', () => {
  let desktop: RunningApp;
  let pool: Awaited<ReturnType<typeof openMadeUpPool>>;
  let chat: Awaited<ReturnType<typeof openChat>>;
  const clients: ChildProcess[] = [];
  let startedMs = 0;

  beforeAll(async () => {
    [pool, chat] = await Promise.all([openMadeUpPool(), openChat()]);
    desktop = await launchApp();
    const { window } = desktop;
    const sessionIs = (wanted: object): Promise<void> =>
      vi.waitFor(async () => expect((await ask(window, 'session.getSnapshot', {})).session).toMatchObject(wanted), {
        timeout: minuteMs,
      });
    // The window begins with a source of its own.
    await sessionIs({ state: 'running' });
    const filter = `tcp port ${pool.port} or tcp port ${chat.port}`;
    await ask(window, 'session.start', { kind: 'interface', interfaces: ['lo'], filter });
    await sessionIs({ state: 'running', source: { label: 'lo' } });
    startedMs = performance.now();
    for (const [port, kind] of [[pool.port, 'miner'] as const, [chat.port, 'chat'] as const]) {
      clients.push(spawn(process.execPath, [clientPath, String(port), kind], { stdio: 'ignore' }));
    }
  });
  afterAll(async () => {
    for (const client of clients) client.kill('SIGKILL');
    pool.close();
    chat.close();
    await desktop.close();
  });

  /** Opens the connection to a port and waits until its panel says what is looked for, at most a minute after the start. */
  async function panelOf(port: number, wanted: RegExp): Promise<string> {
    const { window } = desktop;
    const leftMs = (): number => Math.max(1, startedMs + minuteMs - performance.now());
    const rows: Locator = window.getByRole('grid', { name: words.table.label }).getByRole('row');
    await rows
      .filter({ hasText: String(port) })
      .first()
      .click({ timeout: leftMs() });
    const panel = window.getByRole('complementary', { name: words.detail.label });
    await expect.poll(() => panel.innerText(), { timeout: leftMs(), interval: 500 }).toMatch(wanted);
    return panel.innerText();
  }

  it('shows a miner with its program, what it takes, how evenly, and the evidence for mining', async () => {
    const text = await panelOf(pool.port, /works the processor hard/);
    expect(text).toContain(words.detail.says.mining);
    const { owner, programs } = words.host;
    for (const part of [`node\n${programs.pid(String(clients[0].pid))}`, process.execPath, 'pool-client.mjs'])
      expect(text).toContain(part);
    expect(Number(/(\d\.\d+) cores now/.exec(text)?.[1])).toBeGreaterThan(0.1);
    expect(text).toMatch(new RegExp(`${owner.steadiness}\n.*variation \\d+%`));
    expect(text).toMatch(/\+\d\.\d towards mining\s+node \(process \d+\) works the processor hard/);
  });

  it('shows its idle twin with the evidence against', async () => {
    const text = await panelOf(chat.port, /hardly uses the processor/);
    expect(text).toContain(words.host.programs.pid(String(clients[1].pid)));
    expect(text).toMatch(/0\.0\d cores now/);
    expect(text).toMatch(/towards clear\s+node \(process \d+\) hardly uses the processor/);
    expect(text).not.toContain(words.detail.says.mining);
  });

  it('shows the program beside its connection on the screen of this computer', async () => {
    const { window } = desktop;
    await window.getByRole('link', { name: words.nav.computer }).click();
    await window.getByText(words.host.headline.mines('node')).waitFor();
    const row = window.getByRole('row').filter({ hasText: words.host.programs.pid(String(clients[0].pid)) });
    expect(await row.innerText()).toContain(words.verdict.mining);
    await window.getByRole('button', { name: `127.0.0.1:${pool.port}` }).waitFor();
  });
});
