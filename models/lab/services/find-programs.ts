import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { serviceKinds } from './service-kinds';

const needed = ['ip', 'perl', 'tcpdump', 'openssl', 'sysctl', 'microsocks', 'tinyproxy'];

/** Absolute path of a program on PATH or in the folders for administrators, or null. */
export function findProgram(name: string): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/sbin',
    '/usr/games',
    ...databaseFolders(),
  ];
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

/** What every run needs and is not there. */
export function findMissingPrograms(): string[] {
  return needed.filter((name) => findProgram(name) === null);
}

/** Services whose server and client are installed, and those that are not, by name. */
export function listAvailableServices(): { available: string[]; unavailable: string[] } {
  const names = serviceKinds.map(({ name, programs }) => ({
    name,
    isHere: programs.every((program) => findProgram(program) !== null),
  }));
  return {
    available: names.filter(({ isHere }) => isHere).map(({ name }) => name),
    unavailable: names.filter(({ isHere }) => !isHere).map(({ name }) => name),
  };
}
