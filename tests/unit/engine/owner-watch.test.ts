import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectionEnds, ConnectionOwner, LocalProgram } from '../../../main/host/connection-owner';
import { priorLogOdds } from '../../../main/verdict/judge';
import type { ConnectionDetail, ConnectionRow } from '../../../shared/contract';
import type { ScannedFile } from '../../../shared/similarity';
import { hostWithOwner, localProgram } from '../../support/known-owner';
import { ManualSource } from './manual-source';
import { makeFile } from './scanned-files';
import { minerPackets, quietPackets } from './small-captures';
import { fileParts, startEngine, type TestEngine } from './start-engine';

let engine: TestEngine;
afterEach(() => engine.engine.dispose());

const kworkerds = localProgram({ pid: 4711, name: 'kworkerds', path: '/tmp/kworkerds' });

/** A live engine whose owner answers when the test says. */
async function listen(file: ScannedFile | null) {
  const source = new ManualSource();
  const asked: ConnectionEnds[] = [];
  let answer: (program: LocalProgram | null) => void = () => undefined;
  const answered = new Promise<LocalProgram | null>((resolve) => (answer = resolve));
  const connectionOwner: ConnectionOwner = {
    async ownerOf(ends) {
      asked.push(ends);
      const program = await answered;
      return program === null ? { kind: 'unknown', reason: 'gone' } : { kind: 'known', program };
    },
    dispose: () => undefined,
  };
  engine = startEngine(
    fileParts({
      prepareSource: () => Promise.resolve({ kind: 'ok', source }),
      host: hostWithOwner(connectionOwner),
      assessProgram: () => Promise.resolve(file),
    }),
  );
  await engine.ask('session.start', { kind: 'interface', interfaces: ['test0'] });
  return { source, asked, answer };
}

function sumOf({ evidence }: ConnectionDetail): number {
  const logOdds = evidence.reduce(
    (sum, { weight, towards }) => sum + (towards === 'mining' ? weight : -weight),
    priorLogOdds,
  );
  return 1 / (1 + Math.exp(-logOdds));
}

const findSimilarity = (detail: ConnectionDetail) => detail.evidence.find(({ kind }) => kind === 'similarity');

describe('the program that owns a connection', () => {
  it('is asked about once, and its file adds up with the other evidence', async () => {
    const { source, asked, answer } = await listen(makeFile('/tmp/kworkerds', 'very-close', 12));
    source.feed([...minerPackets(), ...quietPackets({ client: 22 })]);
    await engine.waitFor('delta', ({ session }) => session.mining === 1);
    expect(asked).toMatchObject([
      { protocol: 'tcp', client: { address: '192.168.7.20', port: 40_000 }, server: { port: 3333 } },
      { protocol: 'tcp', server: { port: 80 } },
    ]);
    answer(kworkerds);
    const isMiner = ({ verdict, program }: ConnectionRow) => verdict === 'mining' && program !== null;
    const { changed } = await engine.waitFor('delta', (delta) => delta.changed.some(isMiner));
    const row = changed.find(isMiner);
    expect(row).toMatchObject({ program: 'kworkerds', verdict: 'mining' });
    const detail = await engine.ask('connection.getDetail', { key: row?.key ?? '' });
    const piece = findSimilarity(detail);
    expect(piece).toMatchObject({ towards: 'mining', weight: 3, fact: { pid: 4711, assessment: 'very-close' } });
    expect(piece?.text).toMatch(/kworkerds \(process 4711, \/tmp\/kworkerds\).*Distance 12 to xmrig 6\.21 linux/);
    expect(sumOf(detail)).toBeCloseTo(detail.risk, 9);
  });

  it('is told of the connection that was asked about, also when that is over', async () => {
    const { source, answer } = await listen(makeFile('/tmp/kworkerds', 'match', 50));
    source.feed(minerPackets());
    source.end();
    await engine.waitFor('delta', ({ session }) => session.state === 'ended' && session.mining === 1);
    answer(kworkerds);
    const { changed, session } = await engine.waitFor('delta', (delta) => delta.changed[0]?.program === 'kworkerds');
    expect(session.mining).toBe(1);
    const detail = await engine.ask('connection.getDetail', { key: changed[0].key });
    expect(findSimilarity(detail)).toMatchObject({ towards: 'mining', weight: 2 });
    expect(sumOf(detail)).toBeCloseTo(detail.risk, 9);
  });

  it.each([
    ['is no known miner', makeFile('/tmp/kworkerds', 'none', null), 'none'],
    ['cannot be read', null, null],
  ])('is a remark when its file %s', async (_what, file, assessment) => {
    const { source, answer } = await listen(file);
    source.feed(minerPackets());
    answer(kworkerds);
    const { changed } = await engine.waitFor('delta', (delta) => delta.changed[0]?.program === 'kworkerds');
    const detail = await engine.ask('connection.getDetail', { key: changed[0].key });
    expect(findSimilarity(detail)).toMatchObject({ weight: 0, towards: 'clear', fact: { assessment } });
    expect(sumOf(detail)).toBeCloseTo(detail.risk, 9);
  });
});
