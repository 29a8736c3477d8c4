/** The one door of the sandboxed window: the contract, and the path of a dropped file. */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { KanariaBridge } from '../../shared/contract';
import { eventChannel, requestChannel } from './ipc-channels';

const bridge: KanariaBridge = {
  request: (name, input) => ipcRenderer.invoke(requestChannel, name, input),
  on(name, listener) {
    const receive = (_event: IpcRendererEvent, received: string, payload: Parameters<typeof listener>[0]): void => {
      if (received === name) listener(payload);
    };
    ipcRenderer.on(eventChannel, receive);
    return () => void ipcRenderer.removeListener(eventChannel, receive);
  },
};

contextBridge.exposeInMainWorld('kanaria', bridge);
// Electron before 29 has no webUtils: there a file tells its path itself.
contextBridge.exposeInMainWorld('kanariaPathOfFile', (file: File & { path?: string }) =>
  webUtils ? webUtils.getPathForFile(file) : (file.path ?? ''),
);
