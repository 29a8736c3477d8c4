/** Finds the Electron binary, or has it downloaded by electron's own installer. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './freshness.mjs';

const electronFolder = path.join(root, 'node_modules/electron');

/** Name of the executable inside an Electron distribution folder. */
export const executableName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/**
 * Distribution folder at hand (`ELECTRON_OVERRIDE_DIST_PATH` wins), or null. Downloads nothing.
 * @returns {string | null}
 */
export function findElectronDist() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH || path.join(electronFolder, 'dist');
  return existsSync(path.join(folder, executableName)) ? folder : null;
}

/**
 * Version of a distribution, such as `45.4.1`.
 * @param {string} dist
 */
export function electronVersion(dist) {
  return readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
}

/**
 * Distribution folder, downloaded if need be, or null when that fails or takes longer than `maxWaitMs`.
 * @param {number} maxWaitMs
 * @returns {Promise<string | null>}
 */
export async function obtainElectronDist(maxWaitMs = 60_000) {
  const found = findElectronDist();
  const installer = path.join(electronFolder, 'install.js');
  if (found !== null || process.env.ELECTRON_OVERRIDE_DIST_PATH || !existsSync(installer)) return found;
  console.log(`Downloading Electron, once (about 120 MB, at most ${maxWaitMs / 1000} s) …`);
  await new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: maxWaitMs, killSignal: 'SIGKILL' });
    child.once('error', resolve);
    child.once('exit', resolve);
  });
  return findElectronDist();
}

/** True when the place Electron is downloaded from answers within ten seconds. */
export async function canReachElectron() {
  try {
    await fetch(process.env.ELECTRON_MIRROR || 'https://github.com', { signal: AbortSignal.timeout(10_000) });
    return true;
  } catch {
    return false;
  }
}
