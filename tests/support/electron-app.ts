/** The packaged app, driven by Playwright. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, type Page, _electron } from 'playwright-core';
import { packagedExecutable } from '../../build/packaged-app.mjs';
import { canOpenWindows, startDisplay } from './xvfb';

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** Folder with this run's settings and storage. */
  readonly userData: string;
  close(): Promise<void>;
}

/** True when the app was packaged and a window can be opened. */
export function canRunApp(): boolean {
  return packagedExecutable() !== null && canOpenWindows();
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Keep an existing profile, for tests of restarts; a fresh one otherwise, removed at close. */
  readonly userData?: string;
}

/** Starts the packaged app on a display of its own and waits for its first window. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const executablePath = packagedExecutable();
  if (executablePath === null) throw new Error('The app is not packaged: node build/packaged-app.mjs');
  const display = await startDisplay();
  const userData = options.userData ?? mkdtempSync(path.join(tmpdir(), 'kanaria-profile-'));
  const env: Record<string, string> = { LANG: 'en_US.UTF-8', ...(process.env as Record<string, string>) };
  // A development variable of the caller must not reach the app.
  delete env.ELECTRON_RUN_AS_NODE;
  if (display.name !== undefined) env.DISPLAY = display.name;
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      `--user-data-dir=${userData}`,
      ...(options.args ?? []),
    ],
    env: { ...env, ...options.env },
  });
  const window = await app.firstWindow();
  return {
    app,
    window,
    userData,
    async close() {
      await app.close();
      display.stop();
      if (options.userData === undefined) rmSync(userData, { recursive: true, force: true });
    },
  };
}
