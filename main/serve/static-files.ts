/** The built window, read once: what is not in this list cannot be asked for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Files of a folder by URL path (`/index.html`), or null where the window has not been built. */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> | null {
  if (!existsSync(path.join(folder, 'index.html'))) return null;
  const files = new Map<string, StaticFile>();
  readInto(files, folder, '');
  return files;
}

function readInto(files: Map<string, StaticFile>, folder: string, urlPath: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    const type = types[path.extname(entry.name)];
    if (entry.isDirectory()) readInto(files, inside, `${urlPath}/${entry.name}`);
    else if (type !== undefined) files.set(`${urlPath}/${entry.name}`, { body: readFileSync(inside), type });
  }
}
