/** Real files through the engine: the program behind a connection, and a scan of a folder, near a cluster made here. */
import { copyFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EngineParts } from '../../../main/engine/engine-parts';
import { readClusterFile } from '../../../main/similarity/read-cluster-file';
import { ProgramAssessor } from '../../../main/similarity/scan/assess-program';
import { startScan } from '../../../main/similarity/scan/scan-session';
import type { ConnectionDetail } from '../../../shared/contract';
import { requireOrSkip } from '../../support/requirements';
import { ManualSource } from '../../unit/engine/manual-source';
import { minerPackets } from '../../unit/engine/small-captures';
import { fileParts, startEngine, type TestEngine } from '../../unit/engine/start-engine';
import { digestOf } from '../../unit/similarity/scan/digest-of';
import { makeClusters } from '../../unit/similarity/scan/small-clusters';
import { ownedBy } from '../../support/known-owner';

const isLinux = requireOrSkip('programs of a Linux system', process.platform === 'linux');

describe.runIf(isLinux)('files near a cluster', () => {
  let root: string;
  let clusterFile: string;
  let assessor: ProgramAssessor;
  let engine: TestEngine;
  const source = new ManualSource();

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'kanaria-program-'));
    const bytes = readFileSync(realpathSync('/bin/ls'));
    for (let at = 4096; at < bytes.length; at += 4096) bytes[at] ^= 0x55;
    clusterFile = path.join(root, 'clusters.json');
    writeFileSync(clusterFile, JSON.stringify(makeClusters({ 'ls-miner': digestOf(bytes) })));
    copyFileSync(realpathSync('/bin/ls'), path.join(root, 'kworkerds'));
    copyFileSync(realpathSync('/bin/sh'), path.join(root, 'sh'));
    assessor = new ProgramAssessor({ clusterFile });
    const parts: Partial<EngineParts> = {
      prepareSource: () => Promise.resolve({ kind: 'ok', source }),
      host: ownedBy({ pid: 4711, name: 'kworkerds', path: path.join(root, 'kworkerds') }),
      assessProgram: (file) => assessor.assess(file),
      readClusters: () => readClusterFile(clusterFile),
      startScan: (target, callbacks) => startScan(target, callbacks, { clusterFile }),
      dispose: () => assessor.dispose(),
    };
    engine = startEngine(fileParts(parts));
  });
  afterAll(async () => {
    await engine.engine.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  it('become evidence about the connection whose program they are', async () => {
    await engine.ask('session.start', { kind: 'interface', interfaces: ['test0'] });
    source.feed(minerPackets());
    const { changed } = await engine.waitFor('delta', (delta) => delta.changed.some(({ program }) => program !== null));
    // The owner is known first, its file is read then.
    const piece = await vi.waitFor(
      async () => {
        const detail: ConnectionDetail = await engine.ask('connection.getDetail', { key: changed[0].key });
        const found = detail.evidence.find(({ kind }) => kind === 'similarity');
        if (found === undefined) throw new Error('The file has not been read yet.');
        return found;
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(piece).toMatchObject({ towards: 'mining', weight: 3, fact: { assessment: 'very-close' } });
    expect(piece.text).toMatch(/kworkerds.*Distance \d+ to ls-miner: nearly the same bytes/);
  });

  it('are found in a folder, and placed in their cluster', async () => {
    await engine.ask('files.startScan', { kind: 'paths', paths: [root] });
    await engine.waitFor('scanChanged', ({ scan }) => scan.state === 'ended');
    const { scan, rows } = await engine.ask('files.getScan', {});
    expect(scan.summary).toMatchObject({ veryClose: 1, isPartial: false });
    const near = rows.find(({ assessment }) => assessment === 'very-close');
    expect(near?.path).toBe(path.join(root, 'kworkerds'));
    const { tlsh, nearest } = await engine.ask('files.getFile', { key: near?.key ?? '' });
    const cluster = await engine.ask('clusters.get', { id: nearest[0].cluster, tlsh });
    expect(cluster.file?.distance).toBe(near?.distance);
    expect(cluster.shown).toMatchObject([{ name: 'ls-miner', distance: 0, fileDistance: near?.distance }]);
  });
});
