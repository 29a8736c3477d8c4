/** The files that paths mean: files as they are, folders with everything below. */
import { lstat, readdir, stat, statfs } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { SkippedFile } from '../../../shared/similarity';

/** A path as the system knows it: the bytes of a name that need not be UTF-8. */
export type FilePath = string | Buffer;

/** `isNamed`: the person gave this path; it was not met inside a folder. Sizes in bytes. */
export type WalkedFile =
  | { readonly kind: 'file'; readonly path: Buffer; readonly size: number; readonly isNamed: boolean }
  | { readonly kind: 'skipped'; readonly skipped: SkippedFile; readonly isNamed: boolean };

/** File systems whose files are made up while they are read, by the number statfs gives them (linux/magic.h). */
const virtualFileSystems = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0xcafe4a11, // bpf
  0x62656570, // configfs
  0x6165676c, // pstore
  0xde5e81e4, // efivarfs
  0xf97cff8c, // selinuxfs
  0x42494e4d, // binfmt_misc
  0x1cd1, // devpts
]);

/** How many entries of a folder are looked at together. */
const lookAhead = 32;
const separator = Buffer.from(path.sep);

/**
 * Yields files in the order of their paths (bytes), roots in the order given. Links are followed only for roots, as
 * `find -H` does, so there are no loops; nothing but regular files is ever opened. Never throws.
 */
export async function* walkFiles(roots: readonly FilePath[]): AsyncGenerator<WalkedFile, void, undefined> {
  for (const root of roots) {
    const rootPath = Buffer.from(root);
    const found = await look(rootPath, stat);
    if (!('mode' in found)) yield { kind: 'skipped', skipped: found, isNamed: true };
    else if (found.isDirectory()) yield* walkFolder(rootPath, found.dev);
    else yield describe(rootPath, found, true);
  }
}

/** Everything below a folder, without recursion: folders can be nested as deep as names allow. */
async function* walkFolder(root: Buffer, device: number): AsyncGenerator<WalkedFile, void, undefined> {
  const open = [entriesOf(root, device, true)];
  while (open.length > 0) {
    const next = await open[open.length - 1].next();
    if (next.done) open.pop();
    else if (next.value.kind === 'folder') open.push(entriesOf(next.value.path, next.value.device, false));
    else yield next.value;
  }
}

type Entry = WalkedFile | { readonly kind: 'folder'; readonly path: Buffer; readonly device: number };

async function* entriesOf(folder: Buffer, device: number, isNamed: boolean): AsyncGenerator<Entry, void, undefined> {
  const names = await namesIn(folder);
  if (!Array.isArray(names)) return yield { kind: 'skipped', skipped: names, isNamed };
  for (let at = 0; at < names.length; at += lookAhead) {
    const paths = names.slice(at, at + lookAhead).map((name) => join(folder, name));
    const found = await Promise.all(paths.map((each) => look(each, lstat)));
    for (const [index, stats] of found.entries()) {
      const entry = paths[index];
      if (!('mode' in stats)) yield { kind: 'skipped', skipped: stats, isNamed: false };
      else if (!stats.isDirectory()) yield describe(entry, stats, false);
      else if (stats.dev !== device && (await isVirtual(entry))) yield skip(entry, 'virtual-filesystem', false);
      else yield { kind: 'folder', path: entry, device: stats.dev };
    }
  }
}

/** Names in the order of the paths below them: a folder `a` comes after the file `a.txt`, as `a/` does. */
async function namesIn(folder: Buffer): Promise<Buffer[] | SkippedFile> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    return entries
      .map((entry) => ({
        name: entry.name,
        key: entry.isDirectory() ? Buffer.concat([entry.name, separator]) : entry.name,
      }))
      .sort((a, b) => Buffer.compare(a.key, b.key))
      .map(({ name }) => name);
  } catch (error) {
    return { path: showPath(folder), reason: reasonOf(error) };
  }
}

async function look(file: Buffer, how: (file: Buffer) => Promise<Stats>): Promise<Stats | SkippedFile> {
  try {
    return await how(file);
  } catch (error) {
    return { path: showPath(file), reason: reasonOf(error) };
  }
}

function describe(file: Buffer, stats: Stats, isNamed: boolean): WalkedFile {
  if (stats.isFile()) return { kind: 'file', path: file, size: stats.size, isNamed };
  return skip(file, stats.isSymbolicLink() ? 'symlink' : 'special-file', isNamed);
}

function skip(file: Buffer, reason: SkippedFile['reason'], isNamed: boolean): WalkedFile {
  return { kind: 'skipped', skipped: { path: showPath(file), reason }, isNamed };
}

async function isVirtual(folder: Buffer): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  return statfs(folder).then(
    ({ type }) => virtualFileSystems.has(type >>> 0),
    () => false,
  );
}

function join(folder: Buffer, name: Buffer): Buffer {
  const isEnded = folder[folder.length - 1] === separator[0];
  return Buffer.concat(isEnded ? [folder, name] : [folder, separator, name]);
}

/** A path as text; bytes that are not UTF-8 become U+FFFD. */
export function showPath(file: FilePath): string {
  return file.toString();
}

/** Why the system refused a file, from its error. */
export function reasonOf(error: unknown): SkippedFile['reason'] {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESRCH':
      return 'missing';
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    case 'ELOOP':
      return 'symlink-loop';
    default:
      return 'read-failed';
  }
}
