import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuWords } from './menu-words';

export interface MenuActions {
  openFile(): void;
  playDemo(): void;
}

/** Sets the application's menu. */
export function setMenu(words: MenuWords, actions: MenuActions): void {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.open, accelerator: 'CmdOrCtrl+O', click: actions.openFile },
        { label: words.demo, click: actions.playDemo },
        { type: 'separator' },
        isMac ? { role: 'close' } : { label: words.quit, role: 'quit' },
      ],
    },
    { label: words.edit, role: 'editMenu' },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    ...(isMac ? [{ label: words.window, role: 'windowMenu' } as const] : []),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
