/** Where an unpackaged Electron can't have its sandbox. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Why Chromium's sandbox can't run here, as a sentence, or null.
 * @param {string} dist
 * @returns {string | null}
 */
export function whyNoSandbox(dist) {
  if (process.platform !== 'linux') return null;
  if (process.getuid?.() === 0)
    return 'Chromium has no sandbox for root, so the window runs without it: better start as yourself.';
  const helper = path.join(dist, 'chrome-sandbox');
  const isSetuid = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0;
  const reads = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);
  const isForbidden =
    reads('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    reads('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1';
  return isForbidden && !isSetuid
    ? 'This system forbids sandboxes to unpackaged programs, so the window runs without it; the installed package keeps it.'
    : null;
}
