import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files by path with their text; a text that begins with `->` is a link to what follows. */
export type Tree = Readonly<Record<string, string>>;

/** Writes a tree below a folder, as recorded from /proc or /sys. */
export function makeTree(root: string, tree: Tree): void {
  for (const [name, text] of Object.entries(tree)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith('->')) symlinkSync(text.slice(2), file);
    else writeFileSync(file, text);
  }
}
