/** The contract over Electron IPC. */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { isCoveredBySnapshots, sendSnapshots } from '../engine/catch-up';
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
    if (webContents.isDestroyed() || (isHanging && isCoveredBySnapshots(event))) return;
    webContents.send(eventChannel, event.name, event.payload);
  }

  function catchUp(): void {
    isHanging = false;
    void sendSnapshots(client, send);
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
  window.on('responsive', catchUp);
  window.on('closed', () => {
    ipcMain.removeHandler(requestChannel);
    client.close();
  });
}
