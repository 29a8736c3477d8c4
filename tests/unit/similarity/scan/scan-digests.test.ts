import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScan, type ScanOptions } from '../../../../main/similarity/scan/scan-session';
import { scannedFileSchema, type ScannedFile } from '../../../../shared/similarity';
import { makeTree, removeTree } from './make-tree';
import { writeClusters, xmrigCcDigest, xmrigDigest } from './small-clusters';

let root = '';
let clusterFile = '';
beforeAll(() => {
  root = makeTree();
  clusterFile = writeClusters(root, { 'XMRig-arm64': xmrigDigest });
});
afterAll(() => removeTree(root));

async function scan(lines: AsyncIterable<string> | string[], options: ScanOptions = {}) {
  const files: ScannedFile[] = [];
  const list = (async function* () {
    if (Array.isArray(lines)) for (let at = 0; at < lines.length; at += 700) yield lines.slice(at, at + 700);
    else for await (const line of lines) yield [line];
  })();
  const target = { kind: 'digests', name: 'list', lines: list } as const;
  const session = startScan(
    target,
    { onFile: (file) => void files.push(file) },
    { clusterFile, workers: 0, ...options },
  );
  return { files, outcome: await session.done };
}

describe('a list of digests', () => {
  it('gives one result a line, in order, with duplicates, and names what is no digest', async () => {
    const { files, outcome } = await scan([
      xmrigDigest,
      `${xmrigDigest.slice(2).toLowerCase()},an old form, with commas `,
      '',
      `  ${xmrigDigest} , again`,
      'T1XYZ,broken',
      ',no digest',
      `T1${'0'.repeat(134)},of 256 buckets`,
    ]);
    const labels = files.map(({ path, assessment }) => [path, assessment]);
    expect(labels).toEqual([
      [null, 'very-close'],
      ['an old form, with commas', 'very-close'],
      ['again', 'very-close'],
      ['broken', 'not-assessable'],
      ['no digest', 'not-assessable'],
      ['of 256 buckets', 'not-assessable'],
    ]);
    for (const file of files) {
      scannedFileSchema.strict().parse(file);
      expect([file.size, file.sha256, file.format]).toEqual([null, null, null]);
    }
    expect(files[1].tlsh).toBe(xmrigDigest);
    expect(files[3]).toMatchObject({ tlsh: null, reasons: [{ code: 'bad-digest' }], nearest: [] });
    expect(outcome).toMatchObject({
      kind: 'ended',
      unreadable: 0,
      summary: { files: 6, veryClose: 3, notAssessable: 3, isPartial: false },
    });
  });

  it('keeps the order however many threads compare', async () => {
    const count = 5000;
    const lines = Array.from({ length: count }, (_, at) => `${at % 7 === 0 ? 'bad' : xmrigCcDigest},${at}`);
    const { files } = await scan(lines, { workers: 2 });
    expect(files.map(({ path }) => Number(path))).toEqual(Array.from({ length: count }, (_, at) => at));
    expect(files[1].nearest[0]).toMatchObject({ cluster: 'XMRig-arm64', family: 'XMRig' });
  });

  it('tells of a list that cannot be read to its end, and keeps what came before', async () => {
    const { files, outcome } = await scan(
      (async function* () {
        yield await Promise.resolve(xmrigDigest);
        throw Object.assign(new Error('gone'), { code: 'EIO' });
      })(),
    );
    expect(files).toHaveLength(1);
    expect(outcome).toMatchObject({ kind: 'ended', unreadable: 1, skipped: [{ path: 'list', reason: 'read-failed' }] });
  });

  it('fails with a remedy where there is no file of clusters', async () => {
    const { outcome } = await scan([xmrigDigest], { clusterFile: `${root}/none.json` });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'missing' } });
  });
});
