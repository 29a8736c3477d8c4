/** What a hostile page inside the window could try, in the packaged app. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, canRunApp, launchApp } from '../support/electron-app';
import { requireOrSkip } from '../support/requirements';

const canRun = requireOrSkip('the packaged app and a display', canRunApp());

describe.runIf(canRun)('the window', () => {
  let desktop: RunningApp;
  let outside: Server;
  let outsideUrl: string;
  let outsideRequests = 0;

  beforeAll(async () => {
    outside = createServer((_request, response) => {
      outsideRequests++;
      response.setHeader('Access-Control-Allow-Origin', '*').end('outside');
    }).listen(0, '127.0.0.1');
    await once(outside, 'listening');
    outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
    desktop = await launchApp({ args: ['--demo'] });
  });

  afterAll(async () => {
    await desktop?.close();
    outside?.close();
  });

  it('has neither node nor electron, only the bridge', async () => {
    const found = await desktop.window.evaluate(() => {
      const page = globalThis as unknown as Record<string, unknown>;
      return ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in page);
    });
    expect(found).toEqual([]);
    const bridge = await desktop.window.evaluate(() =>
      Object.keys((globalThis as unknown as { kanaria: object }).kanaria),
    );
    expect(bridge.sort()).toEqual(['on', 'request']);
    const preferences = await desktop.app.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      const { contextIsolation, sandbox, nodeIntegration, webviewTag } = (
        contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webviewTag };
    });
    expect(preferences).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false });
  });

  it('opens no other window', async () => {
    const opened = await desktop.window.evaluate(() => window.open('https://example.org/') !== null);
    expect(opened).toBe(false);
    expect(desktop.app.windows()).toHaveLength(1);
  });

  it('goes nowhere else', async () => {
    const before = desktop.window.url();
    for (const target of [outsideUrl, 'file:///etc/passwd', 'about:blank', 'data:text/html,hello']) {
      await desktop.window.evaluate((url) => void (location.href = url), target);
      await desktop.window.waitForTimeout(300);
      await expect.poll(() => desktop.window.url(), { message: target }).toBe(before);
    }
    expect(outsideRequests).toBe(0);
  });

  it('reaches no network, by the page’s policy and without it', async () => {
    const reach = (url: string) =>
      fetch(url).then(
        () => 'reached',
        () => 'blocked',
      );
    expect(await desktop.window.evaluate(reach, outsideUrl)).toBe('blocked');
    const fromWithin = await desktop.app.evaluate(async ({ BrowserWindow }, url) => {
      // A page without any policy of its own still may not reach anything.
      const window = new BrowserWindow({ show: false });
      const outcome = await window.loadURL(url).then(
        () => 'reached',
        () => 'blocked',
      );
      window.destroy();
      return outcome;
    }, outsideUrl);
    expect(fromWithin).toBe('blocked');
    expect(outsideRequests).toBe(0);
  });

  it('gets no permission', async () => {
    const states = await desktop.window.evaluate(async () => {
      const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read'];
      const found = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      );
      return found.map(({ state }) => state);
    });
    expect(states).not.toContain('granted');
  });

  it('gets no answer to a request that does not fit', async () => {
    const reply = await desktop.window.evaluate(() =>
      (
        globalThis as unknown as { kanaria: { request(name: string, input: unknown): Promise<unknown> } }
      ).kanaria.request('session.start', { kind: 'shell', command: 'id' }),
    );
    expect(reply).toMatchObject({ kind: 'failed', failure: { kind: 'bad-request' } });
  });
});
