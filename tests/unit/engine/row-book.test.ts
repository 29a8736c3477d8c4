import { expect, it } from 'vitest';
import { CaptureReader } from '../../../main/capture/capture-reader';
import { encodePcap, type RawPacket } from '../../support/encode-pcap';
import { loadModel } from '../../../main/engine/load-model';
import { RowBook } from '../../../main/engine/row-book';
import { Pipeline } from '../../../main/pipeline';
import { minerPackets, quietPackets } from './small-captures';

function keepBook(limit: number, detailLimit: number) {
  const pipeline: Pipeline = new Pipeline({
    model: loadModel('flow'),
    isHeadersOnly: false,
    maxConnections: 100,
    onOpened: (connection) => book.open(connection),
    onJudged: (connection) => book.noteRisk(connection),
    onFlagged: (connection) => book.noteRisk(connection),
    onEnded: (connection) => book.end(connection),
  });
  const book: RowBook = new RowBook(pipeline, 'a', limit, detailLimit);
  const play = (packets: RawPacket[]): void => {
    const reader = new CaptureReader('test');
    for (const batch of reader.push(encodePcap(packets))) pipeline.accept(batch);
    book.refresh();
  };
  return { book, play, pipeline };
}

it('keeps the flagged connection and the newest others, and says which rows are gone', () => {
  const { book, play, pipeline } = keepBook(4, 2);
  play(minerPackets());
  const first = book.takeChanges();
  expect(first.changed).toMatchObject([{ verdict: 'mining', isActive: true }]);
  for (let at = 0; at < 8; at++) play(quietPackets({ clientPort: 50_000 + at, startSeconds: 200 + at }));

  const [miner, ...others] = book.rows().sort((a, b) => b.risk - a.risk);
  expect(miner.verdict).toBe('mining');
  expect(others.map(({ client }) => client.port).sort()).toEqual([50_005, 50_006, 50_007]);
  pipeline.finish();
  const { changed, removed } = book.takeChanges();
  expect(changed.map(({ key }) => key).sort()).toEqual(
    book
      .rows()
      .map(({ key }) => key)
      .sort(),
  );
  // What a window never saw need not be taken back.
  expect(removed).toEqual([]);
  expect(book.detail(miner.key)?.evidence.length).toBeGreaterThan(0);
  expect(book.rows().filter(({ key }) => book.detail(key) !== null)).toHaveLength(3);

  const shown = book.rows().map(({ key }) => key);
  play(quietPackets({ clientPort: 60_000, startSeconds: 400 }));
  expect(shown).toEqual(expect.arrayContaining(book.takeChanges().removed));
  expect(book.size).toBe(4);
});

it('takes back what a snapshot showed before the changes were taken', () => {
  const { book, play } = keepBook(2, 2);
  play(quietPackets({ clientPort: 50_000, startSeconds: 1 }));
  const [{ key }] = book.rows();
  for (let at = 1; at < 4; at++) play(quietPackets({ clientPort: 50_000 + at, startSeconds: 1 + at }));
  expect(book.takeChanges().removed).toContain(key);
});

it('tells apart connections that use the same ports again', () => {
  const { book, play } = keepBook(10, 10);
  play(quietPackets({}));
  play(quietPackets({ startSeconds: 60 }));
  expect(new Set(book.rows().map(({ key }) => key)).size).toBe(2);
});
