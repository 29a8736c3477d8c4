/** Words of the menu and the tray in both languages; the window has its own in shared/. */
import { app } from 'electron';
import type { Settings } from '../../shared/contract';
import { chooseLanguage } from '../../shared/messages';

const words = {
  en: {
    file: 'File',
    open: 'Open Capture File…',
    demo: 'Play Demo',
    quit: 'Quit Kanaria',
    edit: 'Edit',
    view: 'View',
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
    view: '表示',
    window: 'ウインドウ',
    show: 'Kanaria を表示',
    captures: 'キャプチャ',
    allFiles: 'すべてのファイル',
    mining: (count: number) => `Kanaria: ${count} 件の接続がマイニングしています`,
  },
};
export type MenuWords = (typeof words)['en'];

/** The words in the language of the settings. */
export function menuWordsFor(settings: Settings): MenuWords {
  return words[chooseLanguage(settings.language, app.getPreferredSystemLanguages())];
}
