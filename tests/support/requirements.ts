/** What a test needs besides node, and what happens where it is missing. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** Absolute path of the folder with the labelled captures (`KANARIA_DATA`, else `../shared/data`), or null. */
export function dataFolder(): string | null {
  const folder = path.resolve(repositoryRoot, process.env.KANARIA_DATA || '../shared/data');
  return existsSync(path.join(folder, 'captures', 'labels.json')) ? folder : null;
}

/**
 * True when the tests that need `what` can run: `describe.runIf(requireOrSkip('tcpreplay', hasProgram('tcpreplay')))`.
 * Where it is missing, says so in one sentence and returns false; with `KANARIA_REQUIRE_ALL=1` throws instead, which
 * fails the file.
 */
export function requireOrSkip(what: string, isPresent: boolean): boolean {
  if (isPresent) return true;
  if (process.env.KANARIA_REQUIRE_ALL === '1') {
    throw new Error(`${what} is needed: KANARIA_REQUIRE_ALL=1 allows no skipped test.`);
  }
  console.log(`Skipped, not installed: ${what}.`);
  return false;
}

/** Absolute path of an executable on PATH (or in the sbin folders), or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const file of folders.filter(Boolean).flatMap((folder) => names.map((each) => path.join(folder, each)))) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return null;
}

export function hasProgram(name: string): boolean {
  return findProgram(name) !== null;
}

/** True where this process may make network namespaces: root on Linux with iproute2. */
export function canMakeNamespaces(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && hasProgram('ip');
}
