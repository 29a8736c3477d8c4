import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { PoolListBook } from '../../../main/engine/pool-list-book';
import { PoolListStore } from '../../../main/settings/pool-list-store';
import { connectionDetailSchema } from '../../../shared/contract';
import { poolListSchema } from '../../../shared/pool-list';
import { explainWarning } from '../../../shared/failure-text';
import { minerPackets, writeCapture } from './small-captures';
import { fileParts, startEngine, type TestEngine } from './start-engine';

const capture = writeCapture(minerPackets());
let running: TestEngine | null = null;

afterEach(async () => {
  await running?.engine.dispose();
  running = null;
});

function start(): { engine: TestEngine; folder: string; store: PoolListStore } {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-requests-'));
  const store = new PoolListStore(folder);
  running = startEngine(fileParts(), {}, new PoolListBook(store));
  return { engine: running, folder, store };
}

async function readWhole(engine: TestEngine): Promise<TestEngine['events'][number] | undefined> {
  engine.events.length = 0;
  await engine.ask('session.start', { kind: 'file', path: capture, isHeadersOnly: true });
  await engine.waitFor('delta', ({ session }) => session.state === 'ended');
  return engine.events.findLast(({ name }) => name === 'delta');
}

async function listsNamed(engine: TestEngine): Promise<string[]> {
  await readWhole(engine);
  const [{ key }] = [...engine.rows.values()];
  const { evidence } = connectionDetailSchema.parse(await engine.ask('connection.getDetail', { key }));
  return evidence.flatMap(({ fact }) => (fact.code === 'pool-list' ? [fact.list] : []));
}

it('lets a window import lists, which count from the next source on, and remove them', async () => {
  const { engine, folder } = start();
  expect(await listsNamed(engine)).toEqual([]);
  const [{ server }] = [...engine.rows.values()];
  const file = path.join(folder, 'mine.txt');
  writeFileSync(file, `${server.address}/24\n`);

  const list = poolListSchema.parse(await engine.ask('poolLists.import', { path: file }));
  expect(await engine.ask('poolLists.list', {})).toEqual([list]);
  expect(await listsNamed(engine)).toEqual(['mine']);
  expect(await engine.ask('poolLists.remove', { id: list.id })).toEqual([]);
  expect(await listsNamed(engine)).toEqual([]);
});

it('says when an imported list can no longer be read', async () => {
  const { engine, folder, store } = start();
  const file = path.join(folder, 'mine.txt');
  writeFileSync(file, 'pool.example\n');
  const { id } = await engine.ask('poolLists.import', { path: file });
  rmSync(store.textOf(id));
  const last = await readWhole(engine);
  const [warning] = last?.name === 'delta' ? last.payload.session.warnings : [];
  expect(warning).toMatchObject({ code: 'pool-list-left-out', subject: store.textOf(id) });
  expect(explainWarning(warning, 'ja')).toContain('読み込めない');
});
