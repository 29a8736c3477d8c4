/** Two guests behind a bridge of this machine, one of them mining: which is it? */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realParts } from '../../../main/engine/real-parts';
import { createHostMonitor } from '../../../main/host/create-host-monitor';
import { makeGuestBridge, type GuestBridge } from '../../support/guest-bridge';
import { openChat, openMadeUpPool } from '../../support/made-up-pool';
import { inNamespace } from '../../support/netns';
import { canMakeNamespaces, hasProgram, repositoryRoot, requireOrSkip } from '../../support/requirements';
import { runKanaria } from '../cli/run-kanaria';
import { startEngine, type TestEngine } from '../../unit/engine/start-engine';

const canRun = canMakeNamespaces() && (hasProgram('dumpcap') || hasProgram('tcpdump'));
const clientPath = path.join(repositoryRoot, 'tests/support/programs/pool-client.mjs');
const patienceMs = 40_000;

describe.runIf(requireOrSkip('network namespaces and dumpcap or tcpdump', canRun))('guests of this computer', () => {
  let bridge: GuestBridge;
  let engine: TestEngine;
  let pool: Awaited<ReturnType<typeof openMadeUpPool>>;
  let chat: Awaited<ReturnType<typeof openChat>>;
  const clients: ChildProcess[] = [];

  beforeAll(async () => {
    bridge = makeGuestBridge();
    [pool, chat] = await Promise.all([openMadeUpPool(bridge.address), openChat(bridge.address)]);
    engine = startEngine({ ...realParts, host: createHostMonitor() });
    await engine.ask('session.start', { kind: 'interface', interfaces: [bridge.bridge] });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    startClient(0, pool.port, 'miner');
    startClient(1, chat.port, 'chat');
  }, patienceMs);
  afterAll(async () => {
    for (const client of clients) client.kill('SIGKILL');
    pool.close();
    chat.close();
    await engine.engine.dispose();
    bridge.remove();
  });

  function startClient(guest: number, port: number, kind: string): void {
    const { namespace } = bridge.guests[guest];
    const command = inNamespace(namespace, process.execPath, clientPath, String(port), kind, bridge.address);
    clients.push(spawn(...command, { stdio: 'ignore' }));
  }

  it('are named with their port, and the one that mines is found', { timeout: patienceMs }, async () => {
    const [miner, quiet] = bridge.guests;
    await expect
      .poll(async () => (await engine.ask('devices.list', {})).devices, { timeout: patienceMs, interval: 500 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            guest: { kind: 'namespace', name: miner.namespace, port: `${miner.port}@${bridge.bridge}` },
            addresses: [miner.address],
            mining: 1,
            isThisComputer: false,
          }),
          expect.objectContaining({
            guest: { kind: 'namespace', name: quiet.namespace, port: `${quiet.port}@${bridge.bridge}` },
            addresses: [quiet.address],
            mining: 0,
          }),
        ]),
      );
    const [first] = (await engine.ask('devices.list', {})).devices;
    expect(first.guest?.name).toBe(miner.namespace);
    const row = [...engine.rows.values()].find(({ verdict }) => verdict === 'mining');
    expect(row?.device).toBe(miner.address);
  });

  it('show the process inside that owns the connection', { timeout: patienceMs }, async () => {
    await expect
      .poll(
        async () => {
          const row = [...engine.rows.values()].find(({ verdict }) => verdict === 'mining');
          return row === undefined ? null : (await engine.ask('connection.getDetail', { key: row.key })).owner;
        },
        { timeout: patienceMs, interval: 500 },
      )
      .toMatchObject({ kind: 'known', process: { name: 'node', container: bridge.guests[0].namespace } });
  });

  it('are named by the command line too', { timeout: patienceMs }, async () => {
    clients[0].kill('SIGKILL');
    const watching = runKanaria(['watch', '-i', bridge.bridge, '--duration', '9s']);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    startClient(0, pool.port, 'miner');
    const { stdout } = await watching;
    const [miner] = bridge.guests;
    expect(stdout).toContain(`network namespace ${miner.namespace} on port ${miner.port}@${bridge.bridge}`);
  });
});
