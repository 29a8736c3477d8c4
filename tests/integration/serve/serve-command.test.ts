/** `kanaria serve` as a command: what it prints, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, statSync, truncateSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../support/requirements';
import { minerPackets, writeCapture } from '../../unit/engine/small-captures';

let child: ChildProcess | null = null;

interface RunningCommand {
  readonly printed: () => string;
  readonly complaints: () => string;
  readonly exitCode: Promise<number | null>;
}

function run(...args: string[]): RunningCommand {
  const program = path.join(repositoryRoot, 'out/cli/kanaria.js');
  const env = { ...process.env, XDG_CONFIG_HOME: mkdtempSync(path.join(tmpdir(), 'kanaria-config-')), NO_COLOR: '1' };
  const command = spawn(process.execPath, [program, 'serve', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = command;
  const texts = { stdout: '', stderr: '' };
  command.stdout.on('data', (data: Buffer) => (texts.stdout += data.toString()));
  command.stderr.on('data', (data: Buffer) => (texts.stderr += data.toString()));
  const exitCode = once(command, 'close').then(([code]) => code as number | null);
  return { printed: () => texts.stdout, complaints: () => texts.stderr, exitCode };
}

afterEach(() => void child?.kill('SIGKILL'));

describe('kanaria serve', () => {
  it('plays the demo to a verdict in the terminal and ends on Ctrl-C', async () => {
    const { printed, complaints, exitCode } = run('--port', '0', '--demo');
    await expect.poll(printed, { timeout: 60_000 }).toMatch(/^MINING/m);
    expect(printed()).toMatch(/^Kanaria's window: http:\/\/127\.0\.0\.1:\d+\/\?token=\S{32}$/m);
    expect(printed()).toContain('Demo: generated sample traffic, not your network.');
    child?.kill('SIGINT');
    expect(await exitCode).toBe(0);
    expect(complaints()).toBe('');
  });

  it('says each verdict once', async () => {
    const { printed, exitCode } = run('--port', '0', '--file', writeCapture(minerPackets()));
    await expect.poll(printed, { timeout: 60_000 }).toMatch(/^MINING/m);
    await new Promise((resolve) => setTimeout(resolve, 600));
    child?.kill('SIGTERM');
    expect(await exitCode).toBe(0);
    expect(printed().match(/^(MINING|SUSPICIOUS)/gm)).toHaveLength(1);
  });

  it('warns once of a capture in which nothing could be judged, and of a damaged one', async () => {
    const file = writeCapture(minerPackets(), 'private.pcap', 147);
    truncateSync(file, statSync(file).size - 7);
    const { complaints, exitCode } = run('--port', '0', '--file', file);
    await expect.poll(complaints, { timeout: 60_000 }).toContain('Nothing in it could be judged');
    await new Promise((resolve) => setTimeout(resolve, 600));
    child?.kill('SIGINT');
    expect(await exitCode).toBe(0);
    expect(complaints().trimEnd().split('\n').sort()).toEqual([
      expect.stringMatching(/^kanaria: \S+private\.pcap is damaged at byte \d+: /),
      expect.stringMatching(/^kanaria: \S+private\.pcap: Nothing in it could be judged.* of unknown link type\.$/),
    ]);
  });

  it('ends when the port that was asked for is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { complaints, exitCode } = run('--port', String(port));
    expect(await exitCode).toBe(2);
    expect(complaints()).toMatch(new RegExp(`^kanaria: Port ${port} is taken\\. .*\\n$`));
    other.close();
  });

  it.each([
    [['--file', '/nowhere/at-all.pcap'], 3],
    [['--interface', 'no-such-if0'], 5],
    [['--port', '99999'], 2],
    [['--file', 'x.pcap', '--demo'], 2],
    [['--demo', '--interface', 'eth0'], 2],
    [['--file', repositoryRoot], 3],
  ])('ends in one sentence with %j', async (args, code) => {
    const { printed, complaints, exitCode } = run('--port', '0', ...args);
    expect(await exitCode).toBe(code);
    expect(printed()).toBe('');
    expect(complaints()).not.toContain('    at ');
    expect(complaints().length).toBeGreaterThan(20);
  });
});
