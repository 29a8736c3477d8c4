import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Absolute path of a program on PATH or in the folders for administrators, or null. */
export function findProgram(name: string): string | null {
  const path = (process.env.PATH ?? '').split(delimiter);
  const folders = [...databaseFolders(), '/lib/nut', ...path, '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      continue;
    }
  }
  return null;
}

/** Debian keeps the programs of PostgreSQL in a folder per version. */
function databaseFolders(): string[] {
  try {
    return readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  } catch {
    return [];
  }
}
