/** The contract over Electron IPC. */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { Reply, Snapshot } from '../../shared/contract';
import type { ContractHost } from '../engine/contract-host';
import type { EngineEvent } from '../engine/engine-endpoint';
import { failed } from '../engine/check-input';
import { eventChannel, requestChannel } from '../preload/ipc-channels';
import { isOurPage } from './window-address';

const notOurs = failed('bad-request', 'This page may not ask.', 'Use the window of Kanaria.');

/** Answers the window's requests and sends it every event until it is closed. One window at a time. */
export function connectWindow(window: BrowserWindow, host: ContractHost): void {
  const { webContents } = window;
  let isHanging = false;
  const client = host.connect(send);

  function send(event: EngineEvent): void {
    // Messages to a page that does not read would pile up; it gets all rows anew once it answers again.
    if (webContents.isDestroyed() || (isHanging && event.name === 'delta')) return;
    webContents.send(eventChannel, event.name, event.payload);
  }

  async function sendAllRows(): Promise<void> {
    isHanging = false;
    const reply = (await client.handle('session.getSnapshot', {})) as Reply<Snapshot>;
    if (reply.kind === 'failed') return;
    const { session, rows } = reply.value;
    send({ name: 'delta', payload: { session, changed: rows, removed: [], isReset: true } });
  }

  /** Only the main frame of this window, showing our page, may ask. */
  function isOurs(event: IpcMainInvokeEvent): boolean {
    const { senderFrame } = event;
    return event.sender === webContents && senderFrame === webContents.mainFrame && isOurPage(senderFrame.url);
  }

  ipcMain.handle(requestChannel, (event, name: unknown, input: unknown) =>
    isOurs(event) ? client.handle(name, input) : notOurs,
  );
  window.on('unresponsive', () => (isHanging = true));
  window.on('responsive', () => void sendAllRows());
  window.on('closed', () => {
    ipcMain.removeHandler(requestChannel);
    client.close();
  });
}
