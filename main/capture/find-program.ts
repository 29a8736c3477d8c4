import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** Folders that hold capture tools though they are often not on the PATH of an ordinary user. */
const furtherFolders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/sbin', '/sbin', '/usr/local/sbin'],
  darwin: ['/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/Applications/Wireshark.app/Contents/MacOS'],
  win32: ['C:\\Program Files\\Wireshark'],
};

/**
 * Absolute path of a program on PATH or in the usual folders, else null. Finds one too that this user may not execute:
 * it is installed all the same.
 */
export function findProgram(
  name: string,
  pathVariable = process.env.PATH ?? '',
  platform: NodeJS.Platform = process.platform,
): string | null {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const folders = pathVariable.split(delimiter).filter(isAbsolute);
  const fileName = platform === 'win32' ? `${name}.exe` : name;
  for (const folder of [...folders, ...(furtherFolders[platform] ?? [])]) {
    const file = join(folder, fileName);
    if (existsSync(file)) return file;
  }
  return null;
}
