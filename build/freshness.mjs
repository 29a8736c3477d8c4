/** Whether what was made from the sources is still up to date. */
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');
const sources = ['main', 'renderer', 'shared', 'models', 'build', 'package.json', 'package-lock.json'];

/**
 * Newest change below a file or folder, in milliseconds since the epoch.
 * @param {string} file
 * @returns {number}
 */
function newestChangeMs(file) {
  if (!existsSync(file)) return 0;
  const about = statSync(file);
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(0, ...readdirSync(file).map((name) => newestChangeMs(path.join(file, name))));
}

/**
 * True when no source has changed since the work that left `stamp` began.
 * @param {string} stamp path from the repository's root
 */
export function isFresh(stamp) {
  const file = path.join(root, stamp);
  if (!existsSync(file)) return false;
  const beganMs = statSync(file).mtimeMs;
  return sources.every((source) => newestChangeMs(path.join(root, source)) <= beganMs);
}

/**
 * Leaves `stamp`, dated to when the work began.
 * @param {string} stamp path from the repository's root
 * @param {Date} began
 */
export function markFresh(stamp, began) {
  const file = path.join(root, stamp);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, began, began);
}
