/** Folders with files of every kind for the tests of scanning. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** True where there are pipes, links, rights and names that are not UTF-8. */
export const isPosix = process.platform !== 'win32';

/** Makes a folder with these files; a name that ends with / is a folder. Remove it with `removeTree`. */
export function makeTree(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(path.join(tmpdir(), 'kanaria-scan-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, content);
  }
  return root;
}

export function removeTree(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

export function makePipe(file: string): string {
  execFileSync('mkfifo', [file]);
  return file;
}
