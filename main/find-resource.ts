/** Finds files that ship with Kanaria, from the sources, the bundles in out/ and the packaged app alike. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file given relative to the project's root, such as `models/flow/model.json`. */
export function findResource(relativePath: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, relativePath);
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`Kanaria's installation is incomplete: ${relativePath} is missing.`);
    folder = parent;
  }
}
