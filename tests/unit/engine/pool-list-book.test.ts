import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { PoolListBook } from '../../../main/engine/pool-list-book';
import { PoolListStore } from '../../../main/settings/pool-list-store';
import { explainFailure } from '../../../shared/failure-text';
import { maxPoolListBytes } from '../../../shared/pool-list';

let folder: string;
let store: PoolListStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kanaria-book-'));
  store = new PoolListStore(folder);
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

it('imports a list with what it tells of itself, or else of its file', async () => {
  const book = new PoolListBook(store);
  const told = write(
    'a.txt',
    '# Title: Pools\n# Source: https://x.example\n# Date: 2026-01-02\npool.example\nbad line\n',
  );
  expect(await book.import(told)).toMatchObject({
    kind: 'ok',
    value: {
      name: 'Pools',
      source: 'https://x.example',
      date: '2026-01-02T00:00:00.000Z',
      dateOrigin: 'list',
      entries: 1,
      badLines: 1,
      firstBad: { line: 5, text: 'bad line' },
    },
  });
  const silent = await book.import(write('my-pools.txt', '192.0.2.1'));
  expect(silent).toMatchObject({
    kind: 'ok',
    value: { name: 'my-pools', source: 'my-pools.txt', dateOrigin: 'import' },
  });
  if (silent.kind === 'ok') expect(silent.value.date).toBe(silent.value.importedAt);
});

it('loads imported lists and those of the run, also after their files have changed', async () => {
  const file = write('run.txt', 'pool.example');
  const book = new PoolListBook(store, [file]);
  await book.import(write('kept.txt', '192.0.2.0/24'));
  const names = async () => {
    const { lists, failures } = await book.load();
    expect(failures).toEqual([]);
    return [lists.matchName('x.pool.example'), lists.matchName('new.example')].flat().map(({ matched }) => matched);
  };
  expect(await names()).toEqual(['pool.example']);
  expect((await book.load()).lists.lists.map(({ name }) => name)).toEqual(['kept', 'run']);
  writeFileSync(file, 'new.example is not an entry\nnew.example');
  expect(await names()).toEqual(['new.example']);
});

it('leaves out what it cannot read, and says so', async () => {
  const book = new PoolListBook(store, [path.join(folder, 'none.txt')]);
  const added = await book.import(write('kept.txt', 'pool.example'));
  if (added.kind === 'ok') rmSync(store.textOf(added.value.id));
  const { lists, failures } = await book.load();
  expect(lists.isEmpty).toBe(true);
  expect(failures.map(({ kind }) => kind)).toEqual(['missing', 'missing']);
});

it('refuses what is no list, in both languages', async () => {
  const book = new PoolListBook(store);
  const huge = write('huge.txt', '');
  truncateSync(huge, maxPoolListBytes + 1);
  const refused = [
    await book.import(write('empty.txt', '# nothing\n')),
    await book.import(folder),
    await book.import(huge),
  ];
  const kinds = refused.map((reply) => {
    if (reply.kind === 'ok') return 'ok';
    for (const language of ['en', 'ja'] as const) {
      expect(explainFailure(reply.failure, language).message).toContain(folder);
    }
    return reply.failure.kind;
  });
  expect(kinds).toEqual(['no-pools', 'not-a-list', 'bad-request']);
  expect(book.list()).toEqual([]);
});

it('shows the first line that is no entry, in both languages, unless it is no text', async () => {
  const book = new PoolListBook(store);
  const reply = await book.import(write('text.txt', '# a note\nhello\n'));
  if (reply.kind === 'ok') throw new Error('imported');
  expect(explainFailure(reply.failure, 'en').remedy).toMatch(/ Line 2 is: hello$/);
  expect(explainFailure(reply.failure, 'ja').remedy).toMatch(/。2行目：hello$/);
  const bytes = await book.import(write('bytes.txt', '\u0001\u0002'));
  expect(bytes).toMatchObject({ failure: { kind: 'no-pools', remedy: expect.stringMatching(/ a line\.$/) as string } });
});

it('says that a list could not be saved, and why', async () => {
  const taken = write('taken', 'a file where the folder would be');
  const reply = await new PoolListBook(new PoolListStore(taken)).import(write('one.txt', 'pool.example'));
  if (reply.kind === 'ok') throw new Error('kept');
  expect(reply.failure).toMatchObject({
    kind: 'not-saved',
    message: expect.stringContaining('could not be kept') as string,
  });
  expect(explainFailure(reply.failure, 'ja').detail).toContain('ENOTDIR');
});

it('removes by id or by name', async () => {
  const book = new PoolListBook(store);
  await book.import(write('one.txt', 'a.example'));
  await book.import(write('two.txt', 'b.example'), { name: 'Two pools' });
  expect(book.remove('Two pools')).toBe(true);
  expect(book.remove('one')).toBe(true);
  expect(book.remove('one')).toBe(false);
});
