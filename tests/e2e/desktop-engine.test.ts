/** The packaged app: demo to verdict with the engine in either place, and what happens when the engine dies. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { messagesEn as words } from '../../shared/messages-en';
import { type RunningApp, canRunApp, launchApp } from '../support/electron-app';
import { requireOrSkip } from '../support/requirements';
import { minerPackets, writeCapture } from '../unit/engine/small-captures';
import { ask, openMiningConnection, patienceMs, readEvidence } from './window-actions';

const canRun = requireOrSkip('the packaged app and a display', canRunApp());
let running: RunningApp | null = null;

afterEach(async () => {
  await running?.close();
  running = null;
});

async function launch(args: string[], settings: object = {}): Promise<RunningApp> {
  const userData = mkdtempSync(path.join(tmpdir(), 'kanaria-profile-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ language: 'en', ...settings }));
  running = await launchApp({ args, userData });
  return running;
}

/** Process id of the engine's own process, or null. */
function findEngineProcess({ app }: RunningApp): Promise<number | null> {
  return app.evaluate(({ app: electron }) => {
    const engine = electron.getAppMetrics().find((each) => each.type === 'Utility' && each.name === 'Kanaria engine');
    return engine?.pid ?? null;
  });
}

describe.runIf(canRun)('the packaged app', () => {
  it.each([
    ['utility', 'electron-utility'],
    ['main', 'electron-main'],
  ] as const)('shows the demo’s miner and why it is one, with the engine in %s', async (engineHost, host) => {
    const desktop = await launch(['--demo'], { engineHost });
    const { window } = desktop;
    expect(await ask(window, 'app.getAbout', {})).toMatchObject({ host });
    expect((await findEngineProcess(desktop)) !== null).toBe(engineHost === 'utility');
    await window.getByText(words.status.demo, { exact: true }).first().waitFor();
    const panel = await openMiningConnection(window);
    expect((await readEvidence(panel)).join('\n')).toContain(words.detail.kinds.model);
    // An engine without anything to end must not keep the app from quitting.
    await ask(window, 'session.stop', {});
  });

  it('shows that the engine has died, keeps its window and finds the miner again', async () => {
    const desktop = await launch([`--file=${writeCapture(minerPackets())}`]);
    const { window } = desktop;
    await openMiningConnection(window, '203.0.113.9');
    const first = await findEngineProcess(desktop);
    expect(first).not.toBeNull();
    await window.evaluate(() => {
      const states: string[] = [];
      Object.assign(globalThis, { states });
      const { kanaria } = globalThis as unknown as { kanaria: import('../../shared/contract').KanariaBridge };
      kanaria.on('engineState', ({ state }) => states.push(state));
    });
    const alert = window.getByRole('alert').filter({ hasText: words.engine.crashed });
    const isShown = alert.waitFor({ timeout: patienceMs });
    process.kill(first ?? 0, 'SIGKILL');
    await isShown;
    const readStates = () => window.evaluate(() => (globalThis as unknown as { states: string[] }).states);
    await expect.poll(readStates, { timeout: patienceMs }).toEqual(['crashed', 'restarting', 'running']);
    await window.getByRole('alert').waitFor({ state: 'detached' });
    await openMiningConnection(window, '203.0.113.9');
    expect(await findEngineProcess(desktop)).not.toBe(first);
  });

  it('brings a crashed page back with everything that was found', async () => {
    const { app, window } = await launch([`--file=${writeCapture(minerPackets())}`]);
    await openMiningConnection(window);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer());
    // A page that has crashed never answers.
    const readPage = () =>
      app.evaluate(({ BrowserWindow }) => {
        const text = BrowserWindow.getAllWindows()[0].webContents.executeJavaScript('document.body.innerText');
        return Promise.race([text, new Promise((resolve) => setTimeout(resolve, 500, 'no answer'))]);
      });
    await expect.poll(readPage, { timeout: patienceMs }).toContain('203.0.113.9');
  });

  it('says that there is no such file, and keeps what was found', async () => {
    const { app, window } = await launch([`--file=${writeCapture(minerPackets())}`]);
    await openMiningConnection(window);
    const missing = path.join(tmpdir(), 'no-such.pcap');
    const said = await app.evaluate(
      ({ app: electron, dialog }, file) =>
        new Promise<string>((resolve) => {
          dialog.showMessageBox = (...given: unknown[]) => {
            resolve((given.at(-1) as Electron.MessageBoxOptions).message);
            return Promise.resolve({ response: 0, checkboxChecked: false });
          };
          electron.emit('second-instance', {}, ['kanaria', `--file=${file}`], '/');
        }),
      missing,
    );
    expect(said).toContain(missing);
    await openMiningConnection(window);
  });

  it('remembers what was set', async () => {
    const { window, userData, close } = await launch(['--demo']);
    await window.getByText(words.status.demo, { exact: true }).first().waitFor();
    await ask(window, 'settings.set', { language: 'ja', theme: 'dark' });
    await window.locator('html[lang=ja][data-theme=dark]').waitFor();
    await close();
    running = await launchApp({ args: ['--demo'], userData });
    await running.window.locator('html[lang=ja][data-theme=dark]').waitFor();
  });
});
