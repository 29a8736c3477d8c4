import path from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import { findResource } from '../find-resource';
import type { MenuWords } from './menu-words';

/** The icon beside the clock. */
export interface TrayIcon {
  setWords(words: MenuWords): void;
  /** Says how many connections are mining; 0 says nothing. */
  setMining(count: number): void;
}

/** Puts the icon up, or returns null where the system has no place for it. */
export function createTray(words: MenuWords, show: () => void): TrayIcon | null {
  let tray: Tray;
  try {
    const name = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
    tray = new Tray(nativeImage.createFromPath(path.join(findResource('build/icons/tray'), name)));
  } catch {
    return null;
  }
  let shownWords = words;
  let shownCount = 0;

  function update(): void {
    tray.setToolTip(shownCount > 0 ? shownWords.mining(shownCount) : 'Kanaria');
  }

  function setWords(next: MenuWords): void {
    shownWords = next;
    const quit = { label: next.quit, click: () => app.quit() };
    tray.setContextMenu(Menu.buildFromTemplate([{ label: next.show, click: show }, { type: 'separator' }, quit]));
    update();
  }

  setWords(words);
  tray.on('click', show);
  return {
    setWords,
    setMining(count) {
      if (count === shownCount) return;
      shownCount = count;
      update();
    },
  };
}
