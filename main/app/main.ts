/** The desktop app, put together step by step. */
import path from 'node:path';
import { app, dialog, nativeTheme, type BrowserWindow } from 'electron';
import type { Reply, Settings, SourceRequest } from '../../shared/contract';
import { explainFailure } from '../../shared/failure-text';
import { ContractHost } from '../engine/contract-host';
import { startFirstSource } from '../engine/start-first-source';
import { SettingsStore } from '../settings/settings-store';
import { readStartRequest } from './arguments';
import { createDialogs } from './dialogs';
import { startEngine } from './engine-host';
import { connectWindow } from './ipc-host';
import { setMenu } from './menu';
import { languageOf, menuWordsFor } from './menu-words';
import { registerScheme, restrictPages, serveWindowFiles } from './security';
import { createTray } from './tray';
import { createWindow } from './window';
import { windowUrl } from './window-address';

registerScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  const folder = app.getPath('userData');
  const settings = new SettingsStore(path.join(folder, 'settings.json'));
  nativeTheme.themeSource = settings.get().theme;

  restrictPages();
  serveWindowFiles(path.join(__dirname, '../renderer'));

  const engine = startEngine(settings.get(), folder);
  let window: BrowserWindow | null = null;
  const words = () => menuWordsFor(settings.get());
  const dialogs = createDialogs(() => window, words);
  const host = new ContractHost({ engine, settings, dialogs, downloads: app.getPath('downloads') });

  const self = host.connect((event) => {
    if (event.name === 'settingsChanged') applySettings(event.payload);
    if (event.name === 'delta') tray?.setMining(event.payload.session.mining);
  });
  const actions = {
    openFile: () => void openFile(),
    playDemo: () => void self.handle('session.start', { kind: 'demo' }),
  };
  setMenu(words(), actions);
  const tray = createTray(words(), showWindow);

  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitAfter(() => engine.dispose());

  await openWindow();
  await startSource(readStartRequest(process.argv.slice(1), process.cwd()));

  app.on('second-instance', (_event, argv, workingFolder) => {
    showWindow();
    const request = readStartRequest(argv.slice(1), workingFolder);
    if (request !== null) void startSource(request);
  });
  app.on('activate', showWindow);

  async function openWindow(): Promise<void> {
    window = createWindow();
    window.on('closed', () => (window = null));
    connectWindow(window, host);
    // It may be closed while it loads.
    await window.loadURL(windowUrl()).catch(() => undefined);
  }

  async function openFile(): Promise<void> {
    const reply = (await self.handle('file.pick', {})) as Reply<{ path: string | null }>;
    if (reply.kind === 'ok' && reply.value.path !== null) await startSource({ kind: 'file', path: reply.value.path });
  }

  async function startSource(asked: SourceRequest | null): Promise<void> {
    // The window itself says that it shows the demo, and why nothing may be captured.
    const { failure } = await startFirstSource(host, asked, () => undefined);
    if (failure === null || window === null) return;
    const { message, remedy, command } = explainFailure(failure, languageOf(settings.get()));
    const detail = [remedy, command ?? ''].filter(Boolean).join('\n\n');
    void dialog.showMessageBox(window, { type: 'error', message, detail });
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
}

/** Lets the app quit once `end` is done: capture tools are stopped and the last packets judged. */
function quitAfter(end: () => Promise<void>): void {
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void end().finally(() => {
      hasEnded = true;
      // Quitting again counts only once this event is over.
      setImmediate(() => app.quit());
    });
  });
}
