import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import type { PacketBatch } from '../../../main/capture/packet-source';
import { connectionDetailSchema, snapshotSchema, type RequestName } from '../../../shared/contract';
import { ManualSource } from './manual-source';
import { minerPackets, quietPackets, writeCapture } from './small-captures';
import { fileParts, permitted, startEngine, type TestEngine } from './start-engine';

const capture = writeCapture([...minerPackets(), ...quietPackets({ client: 21, startSeconds: 5 })]);
let running: TestEngine | null = null;

afterEach(async () => {
  await running?.engine.dispose();
  running = null;
});

function start(...args: Parameters<typeof startEngine>): TestEngine {
  running = startEngine(...args);
  return running;
}

async function readWhole(engine: TestEngine, file = capture): Promise<void> {
  engine.events.length = 0;
  await engine.ask('session.start', { kind: 'file', path: file });
  await engine.waitFor('delta', ({ session }) => session.state === 'ended');
}

describe('a session over a file', () => {
  it('ends with the miner flagged, its evidence kept, and counters that add up', async () => {
    const engine = start(fileParts());
    await readWhole(engine);

    const snapshot = snapshotSchema.parse(await engine.ask('session.getSnapshot', {}));
    expect(snapshot.session).toMatchObject({ state: 'ended', connections: 2, mining: 1, progress: 1, hiddenRows: 0 });
    const miner = snapshot.rows.find((row) => row.verdict === 'mining');
    expect(miner).toMatchObject({ isActive: false, client: { address: '192.168.7.20' }, server: { port: 3333 } });
    expect([...engine.rows.values()]).toEqual(expect.arrayContaining(snapshot.rows));

    const detail = connectionDetailSchema.parse(await engine.ask('connection.getDetail', { key: miner?.key ?? '' }));
    expect(detail.evidence.map(({ kind }) => kind)).toContain('stratum');
    expect(detail.messages.length).toBeGreaterThan(10);
    expect(detail.riskHistory.at(-1)?.risk).toBeCloseTo(detail.risk, 6);
    const logOdds = detail.evidence.reduce(
      (sum, { weight, towards }) => sum + (towards === 'mining' ? weight : -weight),
      detail.priorLogOdds,
    );
    expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(detail.risk, 6);
  });

  it('saves the packets of one connection and of no other', async () => {
    const engine = start(fileParts());
    await readWhole(engine);
    const miner = [...engine.rows.values()].find((row) => row.verdict === 'mining');
    const { key = '' } = miner ?? {};
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'kanaria-save-')), 'miner.pcapng');

    const { packets } = await engine.ask('connection.savePackets', { key, path: file });
    expect(packets).toBe(minerPackets().length);
    expect((await engine.ask('connection.getDetail', { key })).packetsKept).toBe(packets);
    await readWhole(engine, file);
    expect([...engine.rows.values()]).toMatchObject([{ verdict: 'mining', client: { address: '192.168.7.20' } }]);
  });

  it('names the other connections of a miner that reconnects, from the first one as well', async () => {
    const engine = start(fileParts());
    const connections = [0, 1, 2].map((at) => minerPackets({ clientPort: 40_000 + at, startSeconds: at * 200 }));
    await readWhole(engine, writeCapture([...connections.flat(), ...quietPackets({})]));
    const [first, second, third] = [...engine.rows.values()]
      .filter(({ verdict }) => verdict === 'mining')
      .sort((a, b) => a.start.localeCompare(b.start))
      .map(({ key }) => key);
    expect((await engine.ask('connection.getDetail', { key: first })).seriesKeys).toEqual([second, third]);
    expect((await engine.ask('connection.getDetail', { key: third })).seriesKeys).toEqual([first, second]);
  });

  it('lists the riskiest devices, and says how many there are', async () => {
    const engine = start(fileParts());
    expect(await engine.ask('devices.list', {})).toEqual({ devices: [], devicesInAll: 0, areAllCounted: true });
    const others = Array.from({ length: 230 }, (_, at) => quietPackets({ client: at + 21, startSeconds: at }));
    await readWhole(engine, writeCapture([...minerPackets(), ...others.flat()]));
    const { devices, devicesInAll, areAllCounted } = await engine.ask('devices.list', {});
    expect(devices).toHaveLength(200);
    expect(devices[0]).toMatchObject({ addresses: ['192.168.7.20'], mining: 1 });
    expect(devicesInAll).toBe(231);
    expect(areAllCounted).toBe(true);
  });

  it('answers for no connection of an earlier session', async () => {
    const engine = start(fileParts());
    await readWhole(engine);
    const earlier = [...engine.rows.keys()];
    await readWhole(engine);
    expect(engine.rows.size).toBe(earlier.length);
    for (const key of earlier) {
      expect(engine.rows.has(key)).toBe(false);
      const reply = await engine.engine.handle('connection.getDetail', { key });
      expect(reply).toMatchObject({ kind: 'failed', failure: { kind: 'not-found' } });
    }
  });

  it('stays as it was when the next file cannot be opened or is no capture', async () => {
    const engine = start(fileParts());
    await readWhole(engine);
    const before = await engine.ask('session.getSnapshot', {});
    const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-no-captures-'));
    const bad: [string, string][] = [
      ['/nowhere/at-all.pcap', 'missing'],
      [folder, 'not-a-capture'],
      [path.join(folder, 'empty'), 'empty'],
      [path.join(folder, 'text'), 'not-a-capture'],
    ];
    writeFileSync(bad[2][0], '');
    writeFileSync(bad[3][0], 'Dear diary, today I typed the wrong name.');
    if (process.getuid?.() !== 0) {
      const secret = writeCapture(minerPackets());
      chmodSync(secret, 0);
      bad.push([secret, 'no-permission']);
    }
    for (const [file, kind] of bad) {
      const reply = await engine.engine.handle('session.start', { kind: 'file', path: file });
      expect(reply).toMatchObject({ kind: 'failed', failure: { kind, about: { subject: file } } });
    }
    expect(await engine.ask('session.getSnapshot', {})).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')(
    'waits for the writer of a pipe, and takes nothing from it before',
    async () => {
      const engine = start(fileParts());
      const pipe = path.join(mkdtempSync(path.join(tmpdir(), 'kanaria-pipe-')), 'packets');
      execFileSync('mkfifo', [pipe]);
      await engine.ask('session.start', { kind: 'file', path: pipe });
      expect((await engine.ask('session.getSnapshot', {})).session).toMatchObject({ state: 'starting', failure: null });
      await writeFile(pipe, readFileSync(capture));
      const { session } = await engine.waitFor('delta', (delta) => delta.session.state === 'ended');
      expect(session).toMatchObject({ connections: 2, mining: 1 });
    },
  );

  it('warns at its end when no packet could be judged', async () => {
    const engine = start(fileParts());
    const packets = minerPackets();
    await readWhole(engine, writeCapture(packets, 'private.pcap', 147));
    const { session } = await engine.ask('session.getSnapshot', {});
    expect(session).toMatchObject({ connections: 0, skipped: packets.length });
    const counts = { packets: packets.length, unknownLinkType: packets.length, notIp: 0, damaged: 0 };
    expect(session.warnings).toMatchObject([{ code: 'nothing-judged', ...counts }]);
    await readWhole(engine);
    expect((await engine.ask('session.getSnapshot', {})).session.warnings).toEqual([]);
  });

  it('tells a bug as a failure and keeps what was found', async () => {
    class BreakingSource extends FileSource {
      override async *open(signal: AbortSignal): AsyncGenerator<PacketBatch, void, undefined> {
        yield* super.open(signal);
        throw new Error('made up');
      }
    }
    const engine = start(
      fileParts({ prepareSource: () => Promise.resolve({ kind: 'ok', source: new BreakingSource(capture) }) }),
    );
    await engine.ask('session.start', { kind: 'file', path: capture });
    const { session } = await engine.waitFor('delta', (delta) => delta.session.state === 'failed');
    expect(session.failure).toMatchObject({ kind: 'internal', message: expect.stringContaining('made up') });
    expect([...engine.rows.values()].map(({ verdict }) => verdict)).toContain('mining');
  });
});

describe('a live session', () => {
  it('flags while it runs, does not see what passes while paused, and keeps its rows when stopped', async () => {
    const source = new ManualSource();
    const engine = start(fileParts({ prepareSource: () => Promise.resolve({ kind: 'ok', source }) }));
    await engine.ask('session.start', { kind: 'interface', interfaces: ['test0'] });
    source.feed(minerPackets());
    const flagged = await engine.waitFor('delta', ({ session }) => session.mining === 1);
    expect(flagged.session).toMatchObject({
      state: 'running',
      source: { kind: 'interface', tool: 'dumpcap' },
      dropped: 3,
    });
    expect([...engine.rows.values()]).toMatchObject([{ isActive: true, verdict: 'mining' }]);

    await engine.ask('session.pause', {});
    const handedOver = source.handedOver;
    source.feed(quietPackets({ startSeconds: 300 }));
    await engine.waitFor('delta', () => source.handedOver > handedOver);
    await engine.ask('session.resume', {});
    source.feed(quietPackets({ client: 22, startSeconds: 400 }));
    await engine.waitFor('delta', ({ session }) => session.connections === 2);
    await engine.ask('session.stop', {});
    const last = await engine.waitFor('delta', ({ session }) => session.state === 'ended');
    expect(last.session.warnings).toMatchObject([{ code: 'unseen-while-paused', packets: 6 }]);
    expect([...engine.rows.values()].every((row) => !row.isActive)).toBe(true);
  });

  it('shows why a source went down', async () => {
    const source = new ManualSource();
    const engine = start(fileParts({ prepareSource: () => Promise.resolve({ kind: 'ok', source }) }));
    await engine.ask('session.start', { kind: 'interface', interfaces: ['test0'] });
    source.feed(minerPackets());
    source.end({ kind: 'interface-down', message: 'test0 went down.', remedy: 'Plug it in again.' });
    const { session } = await engine.waitFor('delta', (delta) => delta.session.state === 'failed');
    expect(session).toMatchObject({ failure: { kind: 'interface-down' }, mining: 1 });
  });

  it('pauses a file where it is', async () => {
    const engine = start(fileParts({}, capture));
    await engine.ask('session.start', { kind: 'demo' });
    await engine.waitFor('delta', ({ session }) => session.packets > 0);
    await engine.ask('session.pause', {});
    const { session: paused } = await engine.ask('session.getSnapshot', {});
    expect(paused.state).toBe('paused');
    await engine.ask('session.resume', {});
    const { session } = await engine.waitFor('delta', (delta) => delta.session.state === 'ended');
    expect(session).toMatchObject({ packets: minerPackets().length + quietPackets().length, warnings: [] });
  });
});

describe('the border', () => {
  it('refuses what does not fit the contract', async () => {
    const { engine } = start(fileParts());
    const bad: [string, unknown][] = [
      ['session.start', { kind: 'file' }],
      ['session.start', { kind: 'interface', interfaces: [] }],
      ['session.start', null],
      ['connection.getDetail', { key: 7 }],
      ['no.such', {}],
      ['__proto__', {}],
    ];
    for (const [name, input] of bad) {
      const reply = await engine.handle(name as RequestName, input);
      expect(reply).toMatchObject({ kind: 'failed', failure: { kind: 'bad-request' } });
    }
    const gone = await engine.handle('connection.getDetail', { key: 'c99' });
    expect(gone).toMatchObject({ kind: 'failed', failure: { kind: 'not-found' } });
  });

  it('saves only to an absolute path', async () => {
    const engine = start(fileParts());
    await readWhole(engine);
    const [key] = engine.rows.keys();
    const reply = await engine.engine.handle('connection.savePackets', { key, path: 'here.pcapng' });
    expect(reply).toMatchObject({ kind: 'failed', failure: { kind: 'bad-request' } });
    expect(existsSync('here.pcapng')).toBe(false);
  });

  it('answers while a large file is being read', async () => {
    const packets = Array.from({ length: 4000 }, (_, at) =>
      quietPackets({ client: at % 200, clientPort: 1024 + at, startSeconds: at / 100 }),
    ).flat();
    const large = writeCapture(packets);
    expect(readFileSync(large).length).toBeGreaterThan(1e6);
    const engine = start(fileParts());
    await engine.ask('session.start', { kind: 'file', path: large });
    const { session } = await engine.ask('session.getSnapshot', {});
    expect(['starting', 'running']).toContain(session.state);
    await engine.waitFor('delta', (delta) => delta.session.state === 'ended' && engine.rows.size === 4000);
    const deltas = engine.events.flatMap((event) => (event.name === 'delta' ? [event.payload.changed.length] : []));
    expect(Math.max(...deltas)).toBeLessThanOrEqual(1000);
  });
});

describe('what the picker shows', () => {
  it('comes only while somebody watches', async () => {
    const watching: boolean[] = [];
    const parts = fileParts({
      watchActivity: (listener) => {
        watching.push(true);
        listener({ eth0: 12 });
        return () => void watching.pop();
      },
    });
    const engine = start(parts);
    expect(watching).toEqual([]);
    await engine.ask('interfaces.watchActivity', { isOn: true });
    await engine.waitFor('interfaceActivity', ({ packetsPerSecond }) => packetsPerSecond.eth0 === 12);
    await engine.ask('interfaces.watchActivity', { isOn: false });
    expect(watching).toEqual([]);
  });

  it('tells when access has changed', async () => {
    let access = { ...permitted, isPermitted: false, reason: 'Not yet.' };
    const engine = start(fileParts({ checkAccess: () => Promise.resolve(access) }));
    expect(await engine.ask('access.check', {})).toMatchObject({ isPermitted: false });
    access = { ...permitted, reason: null as unknown as string };
    await engine.ask('access.check', {});
    await engine.waitFor('accessChanged', ({ isPermitted }) => isPermitted);
  });
});
