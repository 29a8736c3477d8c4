/** Where the app packaged for tests lies, and whether it is the last build. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './freshness.mjs';

/** Folder it is packaged into, from the repository's root. */
export const testPackageFolder = 'dist/test';

const executables = [
  'linux-unpacked/kanaria',
  'mac/Kanaria.app/Contents/MacOS/Kanaria',
  'mac-arm64/Kanaria.app/Contents/MacOS/Kanaria',
  'win-unpacked/kanaria.exe',
];

/**
 * The packaged app's executable, or null.
 * @returns {string | null}
 */
export function packagedExecutable() {
  const files = executables.map((file) => path.join(root, testPackageFolder, file));
  return files.find((file) => existsSync(file)) ?? null;
}

/**
 * When out/ was built, or null where it was not.
 * @returns {Date | null}
 */
export function builtAt() {
  const stamp = path.join(root, 'out/.built');
  return existsSync(stamp) ? statSync(stamp).mtime : null;
}

/** True when the packaged app holds the build that is in out/. */
export function isPackageCurrent() {
  const stamp = path.join(root, testPackageFolder, '.packaged');
  return packagedExecutable() !== null && existsSync(stamp) && statSync(stamp).mtime.getTime() === builtAt()?.getTime();
}
