import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PcapEncoder } from '../../../main/capture/pcap-encoder';
import { inNamespace, makeVethPair, type VethPair } from '../../support/netns';
import { canMakeNamespaces, hasProgram, repositoryRoot, requireOrSkip } from '../../support/requirements';
import { kanariaPath, runKanaria, type CommandResult } from './run-kanaria';

const demo = path.join(repositoryRoot, 'models/demo/kanaria-demo.pcap');
const canCapture = canMakeNamespaces() && hasProgram('dumpcap') && hasProgram('tcpdump') && hasProgram('tcpreplay');

describe.runIf(requireOrSkip('namespaces, dumpcap, tcpdump and tcpreplay', canCapture))('kanaria watch', () => {
  let pair: VethPair;
  let folder: string;

  beforeAll(() => {
    pair = makeVethPair();
    folder = mkdtempSync(path.join(tmpdir(), 'kanaria-watch-'));
  });
  afterAll(() => {
    pair.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts `watch` in the listening namespace; `ready` resolves when it listens. */
  function startWatch(...args: string[]): {
    child: ChildProcess;
    ready: Promise<void>;
    result: Promise<CommandResult>;
  } {
    const { namespace, interfaceName } = pair.listen;
    const command = inNamespace(namespace, process.execPath, kanariaPath, 'watch', '-i', interfaceName, ...args);
    const child = spawn(...command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    const ready = new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (data: Buffer) => {
        stderr += data.toString();
        if (stderr.includes('Listening')) setTimeout(resolve, 1500);
      });
      child.once('close', (code) => reject(new Error(`It ended with ${code} before it was waited for: ${stderr}`)));
    });
    ready.catch(() => {});
    const result = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
    return { child, ready, result };
  }

  async function replay(capture = demo): Promise<void> {
    const { namespace, interfaceName } = pair.send;
    const command = inNamespace(namespace, 'tcpreplay', '-q', '-i', interfaceName, '--multiplier', '200', capture);
    await once(spawn(...command, { stdio: 'ignore' }), 'close');
  }

  it.each(['dumpcap', 'tcpdump', 'cap'])('prints verdicts of live traffic as they come, with %s', async (tool) => {
    const { child, ready, result } = startWatch('--format', 'jsonl', '--source', tool);
    await ready;
    await replay();
    setTimeout(() => child.kill('SIGINT'), 1500);
    const { code, stdout, stderr } = await result;
    const lines = stdout
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as {
            schema: string;
            event?: string;
            verdict?: string;
            summary?: { mining: number };
            devices?: { mining: number }[];
          },
      );
    expect(stderr).toContain(tool);
    expect(lines.filter(({ event }) => event === 'flagged').length).toBeGreaterThan(0);
    expect(lines.filter(({ event }) => event === 'opened').length).toBeGreaterThan(20);
    expect(lines.at(-1)).toMatchObject({ schema: 'kanaria/summary@1' });
    const { summary, devices } = lines.at(-1) ?? {};
    expect(summary?.mining).toBeGreaterThan(0);
    expect(devices?.reduce((sum, { mining }) => sum + mining, 0)).toBe(summary?.mining);
    expect(code).toBe(10);
  });

  it('ends by itself after --duration and leaves the packets in a ring', async () => {
    const file = path.join(folder, 'kept.pcapng');
    const { ready, result } = startWatch('--duration', '8s', '--write', file, '-f', 'tcp port 3333');
    await ready;
    await replay();
    const { code, stdout, stderr } = await result;
    expect(code).toBe(10);
    expect(stdout.match(/^MINING .*3333/gm)).toHaveLength(1);
    const [kept] = readdirSync(folder).filter((name) => name.startsWith('kept_'));
    expect(stderr).toContain(`Writing to ${path.join(folder, kept)};`);
    const again = await runKanaria(['analyze', '--format', 'json', path.join(folder, kept)]);
    expect(JSON.parse(again.stdout)).toMatchObject({ summary: { connections: 1, mining: 1 } });
  });

  it('says when nothing could be judged', async () => {
    const encoder = new PcapEncoder({ linkType: 1 });
    const frame = new Uint8Array(60).fill(0xff, 0, 6);
    frame.set([0x88, 0xb5], 12);
    encoder.start();
    for (let at = 0; at < 5; at++) encoder.add(frame, 0, frame.length, frame.length, at * 1000, 1);
    const strange = path.join(folder, 'strange.pcap');
    writeFileSync(strange, encoder.take());
    const { child, ready, result } = startWatch('-f', 'ether proto 0x88b5');
    await ready;
    await replay(strange);
    setTimeout(() => child.kill('SIGINT'), 1500);
    const { code, stdout, stderr } = await result;
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing could be judged; there are no connections. 5 packets captured');
    expect(stderr).toContain('Nothing in it could be judged, so it may hold anything: 5 packets, 5 not IP.');
  });

  it('keeps what it found when the interface goes away', async () => {
    const other = makeVethPair();
    const { namespace, interfaceName } = other.listen;
    const command = inNamespace(
      namespace,
      process.execPath,
      kanariaPath,
      'watch',
      '-i',
      interfaceName,
      '--source',
      'dumpcap',
    );
    const child = spawn(...command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    while (!output.includes('Listening') && child.exitCode === null) await once(child.stderr, 'data');
    setTimeout(() => other.remove(), 1500);
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(5);
    expect(output).toContain(interfaceName);
    expect(output).toContain('No mining found');
  });

  it.each([
    [['-i', 'nowhere0'], 5, 'nowhere0'],
    [['-i', 'lo', '-f', 'tcp port port'], 2, 'filter'],
    [['-i', 'lo', '--write', '/nowhere/at/all.pcapng', '--duration', '1s'], 1, '/nowhere'],
  ])('%j: exit code %i and one sentence', async (args, code, word) => {
    const result = await runKanaria(['watch', ...args]);
    expect(result.code).toBe(code);
    expect(result.stderr.toLowerCase()).toContain(word);
    expect(result.stderr).not.toMatch(/ at .*\.js:/);
  });
});

it('names a mistyped option rather than the interface that is missing', async () => {
  const mistyped = await runKanaria(['watch', '--interfce', 'eth0']);
  expect(mistyped.code).toBe(2);
  expect(mistyped.stderr).toContain('Did you mean --interface?');
  const nothing = await runKanaria(['watch']);
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('give an interface with -i');
});

it.each(['--write-size', '--write-seconds', '--write-files'])('refuses %s without --write', async (option) => {
  const { code, stdout, stderr } = await runKanaria(['watch', '-i', 'lo', '--duration', '1s', option, '1']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`error: ${option} goes with --write only; name the file with --write FILE`);
});
