import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Dialogs } from '../engine/contract-host';
import type { MenuWords } from './menu-words';

/** The system's file dialogs, in front of the window. */
export function createDialogs(getWindow: () => BrowserWindow | null, getWords: () => MenuWords): Dialogs {
  return {
    async pickFile() {
      const words = getWords();
      const options = {
        properties: ['openFile' as const],
        filters: [
          { name: words.captures, extensions: ['pcap', 'pcapng', 'cap', 'dmp', 'gz'] },
          { name: words.allFiles, extensions: ['*'] },
        ],
      };
      const window = getWindow();
      const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return filePaths[0] ?? null;
    },
    async pickPaths(kind) {
      const properties = [
        kind === 'files' ? ('openFile' as const) : ('openDirectory' as const),
        'multiSelections' as const,
      ];
      const window = getWindow();
      const options = { properties };
      const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return filePaths;
    },
    async pickSavePath(suggestedName) {
      const options = {
        defaultPath: path.join(app.getPath('downloads'), suggestedName),
        filters: [{ name: 'pcapng', extensions: ['pcapng'] }],
      };
      const window = getWindow();
      const { filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
      return filePath || null;
    },
  };
}
