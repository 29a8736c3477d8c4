/** Words of the menu and the tray in both languages; the window has its own in shared/. */
import { app } from 'electron';
import type { Settings } from '../../shared/contract';
import type { Language } from '../../shared/format';
import { chooseLanguage } from '../../shared/messages';

const words = {
  en: {
    file: 'File',
    open: 'Open Capture File…',
    demo: 'Play Demo',
    quit: 'Quit Kanaria',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    close: 'Close Window',
    window: 'Window',
    show: 'Show Kanaria',
    captures: 'Captures',
    allFiles: 'All files',
    mining: (count: number) => `Kanaria: ${count === 1 ? '1 connection is' : `${count} connections are`} mining`,
  },
  ja: {
    file: 'ファイル',
    open: 'キャプチャファイルを開く…',
    demo: 'デモを再生',
    quit: 'Kanaria を終了',
    edit: '編集',
    undo: '元に戻す',
    redo: 'やり直す',
    cut: '切り取り',
    copy: 'コピー',
    paste: '貼り付け',
    selectAll: 'すべて選択',
    view: '表示',
    resetZoom: '実際のサイズ',
    zoomIn: '拡大',
    zoomOut: '縮小',
    fullScreen: '全画面表示',
    close: 'ウインドウを閉じる',
    window: 'ウインドウ',
    show: 'Kanaria を表示',
    captures: 'キャプチャ',
    allFiles: 'すべてのファイル',
    mining: (count: number) => `Kanaria: ${count} 件の接続がマイニングしています`,
  },
};
export type MenuWords = (typeof words)['en'];

/** The language of the settings, or the machine's. */
export function languageOf(settings: Settings): Language {
  return chooseLanguage(settings.language, app.getPreferredSystemLanguages());
}

/** The words in the language of the settings. */
export function menuWordsFor(settings: Settings): MenuWords {
  return words[languageOf(settings)];
}
