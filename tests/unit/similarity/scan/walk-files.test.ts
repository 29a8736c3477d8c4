import { execFileSync, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { linkSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { walkFiles, type FilePath } from '../../../../main/similarity/scan/walk-files';
import { requireOrSkip } from '../../../support/requirements';
import { isPosix, makePipe, makeTree, removeTree } from './make-tree';

const trees: string[] = [];
const tree = (files: Parameters<typeof makeTree>[0]): string => {
  const root = makeTree(files);
  trees.push(root);
  return root;
};
afterEach(() => trees.splice(0).forEach(removeTree));

/** Paths of files and `reason path` of what is left out, relative to `root`. */
async function walk(root: string, ...roots: FilePath[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const found of walkFiles(roots.length > 0 ? roots : [root])) {
    const shown = found.kind === 'file' ? found.path.toString() : found.skipped.path;
    lines.push(`${found.kind === 'file' ? '' : `${found.skipped.reason} `}${path.relative(root, shown)}`);
  }
  return lines;
}

describe('walkFiles', () => {
  it('yields files in the order of their paths, also where a name continues another', async () => {
    const root = tree({ 'a/b': '', 'a.txt': '', 'a/c/d': '', 'a-': '', Z: '', 'empty/': '' });
    expect(await walk(root)).toEqual(['Z', 'a-', 'a.txt', 'a/b', 'a/c/d']);
  });

  it('takes roots in the order given, each as often as it was given', async () => {
    const root = tree({ 'x/1': '', y: '' });
    const [x, y] = [path.join(root, 'x/'), path.join(root, 'y')];
    expect(await walk(root, y, x, y, path.join(root, 'z'))).toEqual(['y', 'x/1', 'y', 'missing z']);
  });

  it.runIf(isPosix)('follows a link that was named, counts those inside folders, and meets no loop', async () => {
    const root = tree({ 'real/file': 'x', 'other/kept': '' });
    symlinkSync('..', path.join(root, 'real/up'));
    symlinkSync(path.join(root, 'other'), path.join(root, 'real/away'));
    symlinkSync('nowhere', path.join(root, 'real/broken'));
    symlinkSync('real', path.join(root, 'link'));
    symlinkSync('round', path.join(root, 'round'));
    expect(await walk(root, path.join(root, 'link'), path.join(root, 'round'), path.join(root, 'real/broken'))).toEqual(
      [
        'symlink link/away',
        'symlink link/broken',
        'link/file',
        'symlink link/up',
        'symlink-loop round',
        'missing real/broken',
      ],
    );
  });

  it.runIf(isPosix)('leaves pipes and sockets alone and takes hard links as files', async () => {
    const root = tree({ file: 'x' });
    makePipe(path.join(root, 'pipe'));
    linkSync(path.join(root, 'file'), path.join(root, 'twin'));
    const server = await listen(path.join(root, 'socket'));
    expect(await walk(root)).toEqual(['file', 'special-file pipe', 'special-file socket', 'twin']);
    expect(await walk(root, path.join(root, 'pipe'))).toEqual(['special-file pipe']);
    expect(await walk('/dev', '/dev/zero')).toEqual(['special-file zero']);
    server.close();
  });

  it.runIf(process.platform === 'linux')('yields names that are not UTF-8 as they are', async () => {
    const root = tree({ 'plain/': '' });
    const name = Buffer.from([0x6d, 0xff, 0xfe]);
    const file = Buffer.concat([Buffer.from(`${root}/plain/`), name]);
    writeFileSync(file, 'x');
    const [found] = await collect(walkFiles([root]));
    expect(found).toMatchObject({ kind: 'file', path: file, size: 1 });
    expect(await walk(root, file)).toEqual(['plain/m\ufffd\ufffd']);
  });

  it.runIf(canMount())('leaves /proc out unless it was named', async () => {
    const root = tree({ 'a/file': 'x', 'a/proc/': '' });
    const proc = path.join(root, 'a/proc');
    execFileSync('mount', ['-t', 'proc', 'proc', proc]);
    try {
      expect(await walk(root)).toEqual(['a/file', 'virtual-filesystem a/proc']);
      expect(await walk(root, path.join(proc, 'self/fdinfo'))).toContain('a/proc/self/fdinfo/0');
    } finally {
      execFileSync('umount', [proc]);
    }
  });

  it('goes as deep as names allow', async () => {
    const depth = 400;
    const root = tree({ [`${'d/'.repeat(depth)}deep`]: 'x' });
    expect(await walk(root)).toEqual([`${'d/'.repeat(depth)}deep`]);
  });
});

function canMount(): boolean {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const mayMount = isRoot && spawnSync('unshare', ['-m', 'true']).status === 0;
  return requireOrSkip('root on Linux who may mount', mayMount);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function listen(file: string): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(file, () => resolve(server));
  });
}
