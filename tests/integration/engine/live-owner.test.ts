/** A program that works while it plays the client of a pool, and one that idles, over real sockets and a real capture. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realParts } from '../../../main/engine/real-parts';
import { createHostMonitor } from '../../../main/host/create-host-monitor';
import { priorLogOdds } from '../../../main/verdict/judge';
import type { ConnectionDetail } from '../../../shared/contract';
import { openChat, openMadeUpPool } from '../../support/made-up-pool';
import { hasProgram, repositoryRoot, requireOrSkip } from '../../support/requirements';
import { startEngine, type TestEngine } from '../../unit/engine/start-engine';

const canRun =
  process.platform === 'linux' && process.getuid?.() === 0 && (hasProgram('dumpcap') || hasProgram('tcpdump'));
const clientPath = path.join(repositoryRoot, 'tests/support/programs/pool-client.mjs');
const patienceMs = 60_000;

describe.runIf(requireOrSkip('capture on loopback as root', canRun))('the owner of a live connection', () => {
  let engine: TestEngine;
  let pool: Awaited<ReturnType<typeof openMadeUpPool>>;
  let chat: Awaited<ReturnType<typeof openChat>>;
  const clients: ChildProcess[] = [];

  beforeAll(async () => {
    [pool, chat] = await Promise.all([openMadeUpPool(), openChat()]);
    engine = startEngine({ ...realParts, host: createHostMonitor() });
    const filter = `tcp port ${pool.port} or tcp port ${chat.port}`;
    await engine.ask('session.start', { kind: 'interface', interfaces: ['lo'], filter });
    await engine.waitFor('delta', ({ session }) => session.state === 'running' || session.state === 'starting');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    for (const [port, kind] of [[pool.port, 'miner'] as const, [chat.port, 'chat'] as const]) {
      clients.push(spawn(process.execPath, [clientPath, String(port), kind], { stdio: 'ignore' }));
    }
  }, patienceMs);
  afterAll(async () => {
    for (const client of clients) client.kill('SIGKILL');
    pool.close();
    chat.close();
    await engine.engine.dispose();
  });

  /** The detail of the connection to a port, once it holds what is looked for. */
  async function detailOf(port: number, isWanted: (detail: ConnectionDetail) => boolean): Promise<ConnectionDetail> {
    let found: ConnectionDetail | null = null;
    await expect
      .poll(
        async () => {
          const row = [...engine.rows.values()].find(({ server }) => server.port === port);
          found = row === undefined ? null : await engine.ask('connection.getDetail', { key: row.key });
          return found !== null && isWanted(found);
        },
        { timeout: patienceMs, interval: 500 },
      )
      .toBe(true);
    if (found === null) throw new Error('no connection');
    return found;
  }

  const cpuOf = (detail: ConnectionDetail) => detail.evidence.find(({ fact }) => fact.code === 'owner-cpu');

  it('is a process that works the processor steadily: evidence for mining', { timeout: patienceMs * 2 }, async () => {
    const detail = await detailOf(pool.port, (one) => cpuOf(one)?.towards === 'mining');
    expect(detail).toMatchObject({ verdict: 'mining', program: 'node' });
    expect(detail.owner).toMatchObject({
      kind: 'known',
      process: { pid: clients[0].pid, name: 'node', path: process.execPath, parent: { pid: process.pid } },
    });
    if (detail.owner.kind !== 'known') return;
    expect(detail.owner.process.commandLine).toContain('pool-client.mjs');
    expect(detail.owner.process.cpu).toBeGreaterThan(0.1);
    const cpu = cpuOf(detail);
    expect(cpu).toMatchObject({ kind: 'cpu', towards: 'mining', fact: { pid: clients[0].pid } });
    expect(['steady', 'uneven']).toContain(cpu?.fact.code === 'owner-cpu' && cpu.fact.level);
    expect(cpu?.weight).toBeGreaterThan(0);
    const sum = detail.evidence.reduce(
      (total, { towards, weight }) => total + (towards === 'mining' ? weight : -weight),
      priorLogOdds,
    );
    // A risk this near to 1 holds few digits of the odds.
    expect(sum).toBeCloseTo(Math.log(detail.risk / (1 - detail.risk)), 3);
    const { programCpu } = engine.rows.get(detail.key) ?? {};
    expect(programCpu).toBeGreaterThan(0.1);
  });

  it('is a process that idles: evidence against', { timeout: patienceMs * 2 }, async () => {
    const detail = await detailOf(chat.port, (one) => cpuOf(one)?.towards === 'clear');
    expect(detail.owner).toMatchObject({ kind: 'known', process: { pid: clients[1].pid } });
    expect(cpuOf(detail)).toMatchObject({ towards: 'clear', fact: { level: 'idle', pid: clients[1].pid } });
  });

  it('stands in the report on this computer, with the activity of its connection', async () => {
    const report = await engine.ask('host.getReport', {});
    expect(report.cpu.usage).toBeGreaterThan(0);
    expect(report.processes.find(({ pid }) => pid === clients[0].pid)).toMatchObject({ name: 'node' });
    const [activity] = report.activity;
    expect(activity).toMatchObject({ program: 'node', verdict: 'mining', label: `127.0.0.1:${pool.port}` });
    expect(activity.points.length).toBeGreaterThan(2);
  });
});
