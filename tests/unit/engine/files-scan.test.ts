import { afterEach, describe, expect, it } from 'vitest';
import type { EngineParts } from '../../../main/engine/engine-parts';
import type { ScanCallbacks, ScanOutcome, ScanSession } from '../../../main/similarity/scan/scan-session';
import { maxFileRows } from '../../../shared/file-limits';
import { fileDetailSchema, scanSnapshotSchema, type ScanRequest } from '../../../shared/file-scan';
import { idleScan } from '../../../shared/idle-scan';
import { makeFile } from './scanned-files';
import { fileParts, startEngine, type TestEngine } from './start-engine';

let engine: TestEngine;
afterEach(() => engine.engine.dispose());

const paths: ScanRequest = { kind: 'paths', paths: ['/tmp'] };

/** An engine whose scans do what the test says. */
interface ScriptedScan {
  readonly callbacks: ScanCallbacks;
  /** Files that it says it has found. */
  files: number;
  isStopped: boolean;
  end(isPartial: boolean): void;
}

function startScanning(): { scans: ScriptedScan[] } {
  const scans: ScriptedScan[] = [];
  const startScan: EngineParts['startScan'] = (_target, callbacks) => {
    let resolve: (outcome: ScanOutcome) => void;
    const done = new Promise<ScanOutcome>((settle) => (resolve = settle));
    const scan: ScriptedScan = {
      callbacks,
      files: 0,
      isStopped: false,
      end: (isPartial) =>
        resolve({
          kind: 'ended',
          summary: { ...idleScan.summary, files: 3, isPartial },
          clusters: { path: '', clusters: 1, threshold: 60 },
          skipped: [],
          unreadable: 0,
        }),
    };
    scans.push(scan);
    const stop = (): void => {
      scan.isStopped = true;
      scan.end(true);
    };
    const describe: ScanSession['describe'] = () => {
      const { progress, summary } = idleScan;
      return { progress: { ...progress, files: scan.files }, summary: { ...summary, files: scan.files } };
    };
    return { done, stop, describe };
  };
  engine = startEngine(fileParts({ startScan }));
  return { scans };
}

describe('a scan as windows follow it', () => {
  it('is told in rows, findings first, and laid open by key', async () => {
    const { scans } = startScanning();
    await engine.ask('files.startScan', paths);
    const [scan] = scans;
    const { callbacks, end } = scan;
    await callbacks.onFile(makeFile('/tmp/far', 'none', null));
    await callbacks.onFile(makeFile('/tmp/near', 'very-close', 12));
    callbacks.onSkipped?.({ path: '/tmp/x', reason: 'no-permission' });
    scan.files = 2;
    const { added, scan: told } = await engine.waitFor('scanChanged', (change) => change.added.length > 0);
    expect(told).toMatchObject({ progress: { files: 2 }, summary: { files: 2 } });
    expect(added.map(({ path }) => path).sort()).toEqual(['/tmp/far', '/tmp/near']);
    end(false);
    await engine.waitFor('scanChanged', ({ scan }) => scan.state === 'ended');

    const { rows } = scanSnapshotSchema.parse(await engine.ask('files.getScan', {}));
    const near = rows.find(({ path }) => path === '/tmp/near');
    expect(near).toMatchObject({ assessment: 'very-close', distance: 12, nearest: { family: 'XMRig' } });
    const detail = fileDetailSchema.strict().parse(await engine.ask('files.getFile', { key: near?.key ?? '' }));
    expect(detail.reasons).toMatchObject([{ code: 'distance' }]);
    expect(await engine.engine.handle('files.getFile', { key: 'f0' })).toMatchObject({ kind: 'failed' });
  });

  it('keeps a bounded number of rows, the findings among them, and says how many are hidden', async () => {
    const { scans } = startScanning();
    await engine.ask('files.startScan', paths);
    const [{ callbacks, end }] = scans;
    for (let at = 0; at < 3 * maxFileRows; at++) await callbacks.onFile(makeFile(`/tmp/${at}`, 'none', null));
    await callbacks.onFile(makeFile('/tmp/near', 'match', 50));
    end(false);
    await engine.waitFor('scanChanged', ({ scan, added }) => scan.state === 'ended' && added.length < 500);
    const window = new Map<string, string>();
    for (const event of engine.events) {
      if (event.name !== 'scanChanged') continue;
      expect(event.payload.added.length).toBeLessThanOrEqual(500);
      for (const row of event.payload.added) window.set(row.key, row.path);
      for (const key of event.payload.removed) window.delete(key);
    }
    const { scan, rows } = await engine.ask('files.getScan', {});
    expect([...window.keys()].sort()).toEqual(rows.map(({ key }) => key).sort());
    expect(rows.length).toBe(maxFileRows);
    expect(scan.hiddenRows).toBe(2 * maxFileRows + 1);
    expect(rows.map(({ path }) => path)).toContain('/tmp/near');
  });

  it('stops when asked, and before another one begins', async () => {
    const { scans } = startScanning();
    await engine.ask('files.startScan', paths);
    await Promise.all([engine.ask('files.startScan', paths), engine.ask('files.startScan', { kind: 'processes' })]);
    expect(scans.map(({ isStopped }) => isStopped)).toEqual([true, true, false]);
    await engine.ask('files.stopScan', {});
    const { scan } = await engine.ask('files.getScan', {});
    expect(scan).toMatchObject({ state: 'ended', summary: { isPartial: true }, request: { kind: 'processes' } });
  });
});
