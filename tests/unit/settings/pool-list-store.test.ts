import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PoolListStore } from '../../../main/settings/pool-list-store';

const folder = () => mkdtempSync(path.join(tmpdir(), 'kanaria-lists-'));
const text = (content: string) => new TextEncoder().encode(content);
const list = (name: string, source: string | null = null) => ({
  name,
  source,
  date: '2026-10-01T00:00:00.000Z',
  dateOrigin: 'list' as const,
  importedAt: '2026-11-01T00:00:00.000Z',
  entries: 1,
  badLines: 0,
  firstBad: null,
});

it('keeps lists with their texts in the order of import and finds them again', () => {
  const place = folder();
  const first = new PoolListStore(place).add(list('Coin pools'), text('a.example\n'));
  const second = new PoolListStore(place).add(list('Coin pools', 'https://x.example'), text('b.example\n'));
  const third = new PoolListStore(place).add(list('コイン'), text('c.example\n'));
  const store = new PoolListStore(place);
  expect(store.list()).toEqual([first, second, third]);
  expect([first.id, second.id, third.id]).toEqual(['coin-pools', 'coin-pools-2', 'list']);
  expect(readFileSync(store.textOf(second.id), 'utf8')).toBe('b.example\n');
});

it('replaces a list of the same name and source in its place', () => {
  const store = new PoolListStore(folder());
  const { id } = store.add(list('a'), text('old.example'));
  store.add(list('b'), text('b.example'));
  store.add({ ...list('a'), entries: 9 }, text('new.example'));
  expect(store.list().map(({ name, entries }) => [name, entries])).toEqual([
    ['a', 9],
    ['b', 1],
  ]);
  expect(readFileSync(store.textOf(id), 'utf8')).toBe('new.example');
});

it('forgets a list with its text', () => {
  const place = folder();
  const store = new PoolListStore(place);
  const { id } = store.add(list('a'), text('a.example'));
  expect(store.remove('b')).toBe(false);
  expect(store.remove(id)).toBe(true);
  expect(store.list()).toEqual([]);
  expect(readdirSync(path.join(place, 'pool-lists'))).toEqual([]);
});

it('reads the good entries of a file with bad ones', () => {
  const place = folder();
  const store = new PoolListStore(place);
  const good = store.add(list('a'), text('a.example'));
  writeFileSync(path.join(place, 'pool-lists.json'), JSON.stringify([{ ...good, id: '../../x' }, 7, good]));
  expect(store.list()).toEqual([good]);
  writeFileSync(path.join(place, 'pool-lists.json'), '{');
  expect(store.list()).toEqual([]);
});
