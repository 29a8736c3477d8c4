/** Makes a large file of executables and libraries of this machine, for hashing. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, realpathSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['/usr/bin', '/usr/lib', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];

/** Node itself first, then what the folders hold, up to `megabytes` million bytes. Returns the bytes written. */
export function buildBenchMix(path: string, megabytes: number): number {
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => existsSync(file) && statSync(file).isFile() && realpathSync(file) === file);
  const handle = openSync(path, 'w');
  let room = megabytes * 1e6;
  for (const file of [process.execPath, ...files]) {
    if (room === 0) break;
    room -= writeSync(handle, readFileSync(file).subarray(0, room));
  }
  closeSync(handle);
  return megabytes * 1e6 - room;
}
