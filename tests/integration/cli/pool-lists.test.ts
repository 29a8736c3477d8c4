import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../../shared/connection';
import { repositoryRoot } from '../../support/requirements';
import { runKanaria } from './run-kanaria';

const demo = path.join(repositoryRoot, 'models/demo/kanaria-demo.pcap');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kanaria-pool-lists-'));
  // Where settings lie on Linux; the commands inherit it.
  process.env['XDG_CONFIG_HOME'] = folder;
});
afterAll(() => {
  delete process.env['XDG_CONFIG_HOME'];
  rmSync(folder, { recursive: true, force: true });
});

async function hitsOf(...options: string[]): Promise<string[]> {
  const { stdout } = await runKanaria(['analyze', '--format', 'json', ...options, demo]);
  const { connections } = JSON.parse(stdout) as Analysis;
  return connections
    .flatMap(({ evidence }) => evidence)
    .flatMap(({ fact }) => (fact.code === 'pool-list' ? [fact.list] : []));
}

describe.runIf(process.platform === 'linux')('kanaria pool-lists', () => {
  it('keeps lists that count in analyses, until they are left out or removed', async () => {
    const { stdout } = await runKanaria(['analyze', '--format', 'json', demo]);
    const [{ server }] = (JSON.parse(stdout) as Analysis).connections;
    const file = path.join(folder, 'mine.txt');
    writeFileSync(file, `# Title: Mine\n${server.address}\nnot a line\n`);

    const added = await runKanaria(['pool-lists', 'add', file, '--source', 'a friend']);
    expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining('Mine: 1 entry') as string });
    expect(added.stderr).toContain('line 3: not a line');
    const listed = await runKanaria(['pool-lists', 'list', '--format', 'json']);
    expect(JSON.parse(listed.stdout)).toMatchObject({ lists: [{ name: 'Mine', source: 'a friend', entries: 1 }] });

    expect(await hitsOf()).toContain('Mine');
    expect(await hitsOf('--no-pool-lists')).toEqual([]);
    expect(new Set(await hitsOf('--no-pool-lists', '--pool-list', file))).toEqual(new Set(['Mine']));

    expect(await runKanaria(['pool-lists', 'remove', 'Mine'])).toMatchObject({ code: 0 });
    expect(await hitsOf()).toEqual([]);
    expect(await runKanaria(['pool-lists', 'remove', 'Mine'])).toMatchObject({ code: 2 });
  });

  it('says of when a list is, or that it gives no date that can be read', async () => {
    const file = path.join(folder, 'dated.txt');
    const add = async (written: string) => {
      writeFileSync(file, `# Last modified: ${written}\n192.0.2.7\n`);
      return (await runKanaria(['pool-lists', 'add', file])).stdout;
    };
    process.env['TZ'] = 'Asia/Tokyo';
    try {
      expect(await add('3 Mar 2025')).toBe('dated: 1 entry, of 2025-03-03.\n');
    } finally {
      delete process.env['TZ'];
    }
    expect(await add('3/4/2025')).toMatch(
      /^dated: 1 entry, imported on 20\d\d-\d\d-\d\d: the list gives no date that can be read\.\n$/,
    );
    const { stdout } = await runKanaria(['pool-lists', 'list']);
    expect(stdout).toMatch(/^dated {2}imported 20\d\d-\d\d-\d\d {2}1 entry {2}dated\.txt$/m);
    expect(await runKanaria(['pool-lists', 'remove', 'dated'])).toMatchObject({ code: 0 });
  });

  it('reads a list from standard input', async () => {
    const add = (text: string, ...args: string[]) => runKanaria(['pool-lists', 'add', '-', ...args], Buffer.from(text));
    expect(await add('pool.example\n', '--name', 'Piped')).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await runKanaria(['pool-lists', 'list']);
    expect(stdout).toMatch(/^Piped .* 1 entry +Standard input$/m);
    const empty = await add('');
    expect(empty).toMatchObject({ code: 3, stdout: '' });
    expect(empty.stderr).toMatch(/^kanaria: Standard input holds no domain/);
    expect(await runKanaria(['pool-lists', 'remove', 'Piped'])).toMatchObject({ code: 0 });
  });

  it('ends a run that names a list which cannot be read', async () => {
    const { code, stdout, stderr } = await runKanaria(['analyze', '--pool-list', path.join(folder, 'none.txt'), demo]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('does not exist');
  });
});
