/** The desktop app, put together step by step. */
import path from 'node:path';
import { app, dialog, nativeTheme, type BrowserWindow } from 'electron';
import type { Failure } from '../../shared/connection';
import type { Access, NetworkInterface, Reply, Settings, SourceRequest } from '../../shared/contract';
import { chooseStartSource } from '../engine/choose-start-source';
import { ContractHost, type ContractClient } from '../engine/contract-host';
import { SettingsStore } from '../settings/settings-store';
import { readStartRequest } from './arguments';
import { createDialogs } from './dialogs';
import { startEngine } from './engine-host';
import { connectWindow } from './ipc-host';
import { setMenu } from './menu';
import { menuWordsFor } from './menu-words';
import { registerScheme, restrictPages, serveWindowFiles } from './security';
import { createTray } from './tray';
import { createWindow } from './window';
import { windowUrl } from './window-address';

registerScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  const settings = new SettingsStore(path.join(app.getPath('userData'), 'settings.json'));
  nativeTheme.themeSource = settings.get().theme;

  restrictPages();
  serveWindowFiles(path.join(__dirname, '../renderer'));

  const engine = startEngine(settings.get());
  let window: BrowserWindow | null = null;
  const words = () => menuWordsFor(settings.get());
  const dialogs = createDialogs(() => window, words);
  const host = new ContractHost({ engine, settings, dialogs, downloads: app.getPath('downloads') });

  const self = host.connect((event) => {
    if (event.name === 'settingsChanged') applySettings(event.payload);
    if (event.name === 'delta') tray?.setMining(event.payload.session.mining);
  });
  const actions = {
    openFile: () => void openFile(self),
    playDemo: () => void self.handle('session.start', { kind: 'demo' }),
  };
  setMenu(words(), actions);
  const tray = createTray(words(), showWindow);

  await openWindow();
  showFailure(await startFirstSource(self, readStartRequest(process.argv.slice(1), process.cwd())));

  app.on('second-instance', (_event, argv, workingFolder) => {
    showWindow();
    const request = readStartRequest(argv.slice(1), workingFolder);
    if (request !== null) void startFirstSource(self, request).then(showFailure);
  });
  app.on('activate', showWindow);

  async function openWindow(): Promise<void> {
    window = createWindow();
    window.on('closed', () => (window = null));
    connectWindow(window, host);
    await window.loadURL(windowUrl());
  }

  function showFailure(failure: Failure | null): void {
    if (failure === null || window === null) return;
    void dialog.showMessageBox(window, { type: 'error', message: failure.message, detail: failure.remedy });
  }

  function showWindow(): void {
    if (window === null) return void openWindow();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function applySettings({ theme }: Settings): void {
    nativeTheme.themeSource = theme;
    setMenu(words(), actions);
    tray?.setWords(words());
  }

  let hasEnded = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    // Capture tools are stopped and the last packets judged before the process goes.
    event.preventDefault();
    void engine.dispose().finally(() => {
      hasEnded = true;
      // Quitting again counts only once this event is over.
      setImmediate(() => app.quit());
    });
  });
}

/** What the command line asks for, else the default interface, else the demo. Returns why what was asked for failed. */
async function startFirstSource(client: ContractClient, asked: SourceRequest | null): Promise<Failure | null> {
  const reply = await client.handle('session.start', asked ?? (await chooseFirstSource(client)));
  if (reply.kind === 'ok') return null;
  if (asked !== null) return reply.failure;
  await client.handle('session.start', { kind: 'demo' });
  return null;
}

async function chooseFirstSource(client: ContractClient): Promise<SourceRequest> {
  const access = (await client.handle('access.check', {})) as Reply<Access>;
  const interfaces = (await client.handle('interfaces.list', {})) as Reply<NetworkInterface[]>;
  if (access.kind === 'failed' || interfaces.kind === 'failed') return { kind: 'demo' };
  return chooseStartSource(access.value, interfaces.value).request;
}

async function openFile(client: ContractClient): Promise<void> {
  const reply = (await client.handle('file.pick', {})) as Reply<{ path: string | null }>;
  if (reply.kind === 'ok' && reply.value.path !== null) {
    await client.handle('session.start', { kind: 'file', path: reply.value.path });
  }
}
