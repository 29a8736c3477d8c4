import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

let root: string | null = null;

/** Folder of Kanaria's own package.json: the checkout, or the app archive once packaged. */
function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!isKanaria(folder)) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('Kanaria was moved away from its package.json.');
    folder = parent;
  }
  return folder;
}

function isKanaria(folder: string): boolean {
  try {
    const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: unknown };
    return about.name === 'kanaria';
  } catch {
    return false;
  }
}

/**
 * Absolute path of a file that belongs to Kanaria, given from the repository's root with slashes: `models/flow.json`,
 * `out/renderer`, `out/main/cap-child.js`. The same in tests, from `out/`, and in the packaged app, whose archive has
 * the repository's layout. Says nothing about whether the file exists.
 */
export function resourcePath(fromRoot: string): string {
  root ??= findRoot();
  return path.join(root, ...fromRoot.split('/'));
}

/** Version of this Kanaria, from package.json. */
export function ownVersion(): string {
  const about = JSON.parse(readFileSync(resourcePath('package.json'), 'utf8')) as { version: string };
  return about.version;
}
