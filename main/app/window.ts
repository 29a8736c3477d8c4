/** The one window: remembers its place, appears when it has something to show, comes back when its page crashes. */
import path from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../settings/json-file';
import { isOurPage, windowUrl } from './window-address';

const placeSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  isMaximized: z.boolean(),
});

const firstSize = { width: 1280, height: 820 };
const backgrounds = { light: '#f6f5f1', dark: '#14130f' };

/** Opens the window. The page is loaded once `load` is called on it. */
export function createWindow(): BrowserWindow {
  const placeFile = path.join(app.getPath('userData'), 'window.json');
  const place = placeSchema.safeParse(readJsonFile(placeFile)).data;
  const window = new BrowserWindow({
    ...(place && isOnScreen(place.bounds) ? place.bounds : firstSize),
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Kanaria',
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: path.join(__dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (place?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => savePlace(window, placeFile));
  // about:blank is reached without `will-navigate`.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOurPage(url)) void window.loadURL(windowUrl());
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') void window.loadURL(windowUrl());
  });
  return window;
}

function savePlace(window: BrowserWindow, file: string): void {
  try {
    writeJsonFile(file, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  } catch {
    // A full disk must not keep the window from closing.
  }
}

/** A screen may have gone since the last time. */
function isOnScreen({ x, y, width, height }: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  return (
    x < workArea.x + workArea.width && x + width > workArea.x && y < workArea.y + workArea.height && y >= workArea.y
  );
}
