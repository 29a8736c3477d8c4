import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeVethPair } from '../../support/netns';
import type { VethPair } from '../../support/netns';
import { canMakeNamespaces, hasProgram, requireOrSkip } from '../../support/requirements';
import { CaptureRun } from './capture-run';
import { replayPackets } from './replay-packets';

const tools = ['dumpcap', 'tcpdump', 'cap'] as const;
const canRun =
  requireOrSkip('network namespaces (root on Linux)', canMakeNamespaces()) &&
  ['dumpcap', 'tcpdump', 'tcpreplay'].every((name) => requireOrSkip(name, hasProgram(name)));

describe.runIf(canRun)('live capture', () => {
  let pair: VethPair;
  beforeEach(() => void (pair = makeVethPair()));
  afterEach(() => pair.remove());

  const listening = (): string[] => ['ip', 'netns', 'exec', pair.listen.namespace];
  const link = (...args: string[]) => execFileSync('ip', ['-n', pair.listen.namespace, 'link', ...args]);

  describe.each(tools)('with %s', (tool) => {
    it('captures what the filter lets through, with its drop counters, and stops when asked', async () => {
      const interfaces = [pair.listen.interfaceName];
      const run = new CaptureRun({ interfaces, tool, filter: 'udp port 3333' }, listening());
      expect((await run.waitFor('started')).tool).toBe(tool);
      replayPackets(pair.send, 400);
      await run.waitFor('packets', ({ count }) => count >= 200);
      run.stop();
      const { stats, longest, timestamps } = await run.waitFor('ended');
      expect(stats).toMatchObject({ packets: 200, bytes: 200_000, linkTypes: [1], failure: null });
      expect(longest).toBe(1000);
      expect(timestamps).toBe(tool === 'cap' ? 'user' : 'kernel');
      expect(stats.dropped).toBe(tool === 'cap' ? null : 0);
      expect(stats.warnings.length > 0).toBe(tool === 'cap');
    });

    it('captures the first 128 bytes of each packet for headers only', async () => {
      const interfaces = [pair.listen.interfaceName];
      const run = new CaptureRun({ interfaces, tool, filter: 'udp', isHeadersOnly: true }, listening());
      await run.waitFor('started');
      replayPackets(pair.send, 20);
      await run.waitFor('packets', ({ count }) => count >= 20);
      run.stop();
      const { stats, longest } = await run.waitFor('ended');
      expect(longest).toBe(128);
      expect(stats.bytes).toBe(20 * 128);
    });

    it.each([
      ['is deleted', ['delete']],
      ['goes down', ['set', 'down']],
    ])('keeps what it has and says so when the interface %s', async (_, [verb, state]) => {
      const { interfaceName } = pair.listen;
      const run = new CaptureRun({ interfaces: [interfaceName], tool, filter: 'udp' }, listening());
      await run.waitFor('started');
      replayPackets(pair.send, 50);
      await run.waitFor('packets', ({ count }) => count >= 50);
      link(verb, interfaceName, ...(state === undefined ? [] : [state]));
      const { stats } = await run.waitFor('ended');
      expect(stats.failure?.kind).toBe('interface-down');
      expect(stats.failure?.message).toContain(interfaceName);
      expect(stats.packets).toBe(50);
    });

    it('listens to several interfaces at once', async () => {
      link('set', 'lo', 'up');
      const interfaces = [pair.listen.interfaceName, 'lo', pair.listen.interfaceName];
      const run = new CaptureRun({ interfaces, tool, filter: 'udp port 3333' }, listening());
      await run.waitFor('started');
      // The tools that run once per interface may start one a little later than the other.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      replayPackets(pair.send, 40);
      replayPackets({ namespace: pair.listen.namespace, interfaceName: 'lo' }, 40);
      // 20 from the pair; loopback shows each of its 20 as sent and as received.
      await run.waitFor('packets', ({ count }) => count >= 40);
      run.stop();
      const { stats } = await run.waitFor('ended');
      expect(stats.failure).toBeNull();
      expect(stats.linkTypes).toEqual([1]);
    });

    it('says so when its tool is killed from outside', async () => {
      const run = new CaptureRun({ interfaces: [pair.listen.interfaceName], tool }, listening());
      await run.waitFor('started');
      const others = processesIn(pair.listen.namespace).filter(({ id }) => id !== run.pid);
      for (const { id, command } of others) if (command.includes(tool)) process.kill(id, 'SIGKILL');
      const { stats } = await run.waitFor('ended');
      expect(stats.failure?.kind).toBe('tool-failed');
      expect(stats.failure?.message).toContain('SIGKILL');
    });

    it('leaves no process behind when its parent is killed', async () => {
      const run = new CaptureRun({ interfaces: [pair.listen.interfaceName], tool }, listening());
      await run.waitFor('started');
      expect(processesIn(pair.listen.namespace).length).toBeGreaterThan(1);
      run.kill();
      await expect
        .poll(
          () => {
            // A tool notices the closed pipe with the next packet.
            replayPackets(pair.send, 2);
            return processesIn(pair.listen.namespace);
          },
          { timeout: 20_000, interval: 100 },
        )
        .toEqual([]);
    });

    it('refuses a filter that is none, and never reads one as options', async () => {
      for (const filter of ['bogus((', '-w /tmp/kanaria-must-not-exist', 'port no-such-service']) {
        const run = new CaptureRun({ interfaces: [pair.listen.interfaceName], tool, filter }, listening());
        expect((await run.waitFor('refused')).failure).toMatchObject({ kind: 'bad-filter' });
      }
    });
  });

  it('takes dumpcap where nothing else was asked for', async () => {
    const run = new CaptureRun({ interfaces: [pair.listen.interfaceName] }, listening());
    expect((await run.waitFor('started')).tool).toBe('dumpcap');
    run.stop();
    await run.waitFor('ended');
  });

  it('goes on when the cable is pulled, with a warning', async () => {
    const run = new CaptureRun({ interfaces: [pair.listen.interfaceName], filter: 'udp' }, listening());
    await run.waitFor('started');
    pair.cutLink();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    execFileSync('ip', ['-n', pair.send.namespace, 'link', 'set', pair.send.interfaceName, 'up']);
    replayPackets(pair.send, 10);
    await run.waitFor('packets', ({ count }) => count >= 10);
    run.stop();
    const { stats } = await run.waitFor('ended');
    expect(stats.failure).toBeNull();
    expect(stats.warnings).toMatchObject([{ code: 'unplugged' }]);
  });

  it('says that an interface is down before it starts', async () => {
    link('set', pair.listen.interfaceName, 'down');
    const run = new CaptureRun({ interfaces: [pair.listen.interfaceName] }, listening());
    const { failure } = await run.waitFor('refused');
    expect(failure.kind).toBe('interface-down');
    expect(failure.remedy).toContain(`sudo ip link set dev ${pair.listen.interfaceName} up`);
  });
});

interface RunningProcess {
  readonly id: number;
  readonly command: string;
}

/** The processes inside a network namespace. */
function processesIn(namespace: string): RunningProcess[] {
  const ids = execFileSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' }).split('\n').filter(Boolean);
  return ids.flatMap((id) => {
    try {
      return { id: Number(id), command: readFileSync(`/proc/${id}/cmdline`, 'utf8') };
    } catch {
      // Gone meanwhile.
      return [];
    }
  });
}
