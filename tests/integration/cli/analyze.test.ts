import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile as writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analysisSchema, connectionSchema } from '../../../shared/connection';
import { repositoryRoot } from '../../support/requirements';
import { makePipe } from '../../unit/similarity/scan/make-tree';
import { kanariaPath, runKanaria, type CommandResult } from './run-kanaria';

const demo = path.join(repositoryRoot, 'models/demo/kanaria-demo.pcap');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kanaria-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inFolder(name: string, content: Uint8Array | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('kanaria analyze', () => {
  it('prints one valid analysis for one file and exits 10 when something mines', async () => {
    const { code, stdout, stderr } = await runKanaria(['analyze', '--format', 'json', demo]);
    const analysis = analysisSchema.parse(JSON.parse(stdout));
    expect(code).toBe(10);
    expect(stderr).toBe('');
    expect(analysis.summary.mining).toBeGreaterThan(0);
    expect(analysis.summary.connections).toBe(analysis.connections.length);
    for (const connection of analysis.connections) {
      expect(Date.parse(connection.end)).toBeGreaterThanOrEqual(Date.parse(connection.start));
    }
  });

  it('shows people the findings and their reasons first', async () => {
    const { stdout } = await runKanaria(['analyze', demo]);
    expect(stdout).toMatch(/MINING +\S+ +\S+ -> /);
    expect(stdout).toMatch(/Speaks CryptoNote stratum/);
    expect(stdout).toMatch(/^Mining found in \d+ of \d+ connections; .*\.$/m);
  });

  it('reads the same from a pipe, compressed or not', async () => {
    const plain = await runKanaria(['analyze', '--format', 'jsonl', '-'], readFileSync(demo));
    const packed = await runKanaria(['analyze', '--format', 'jsonl', '-'], gzipSync(readFileSync(demo)));
    expect(plain.code).toBe(10);
    expect(packed.stdout).toBe(plain.stdout);
    const lines = plain.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { schema: string; file: null });
    expect(lines.every((line) => line.schema === 'kanaria/connection@1' && line.file === null)).toBe(true);
    lines.forEach((line) => connectionSchema.parse(line));
  });

  it('--min-risk filters rows, never the summary or the exit code', async () => {
    const all = JSON.parse((await runKanaria(['analyze', '--format', 'json', demo])).stdout) as { summary: object };
    const few = await runKanaria(['analyze', '--format', 'json', '--min-risk', '1', demo]);
    const analysis = analysisSchema.parse(JSON.parse(few.stdout));
    expect(few.code).toBe(10);
    expect(analysis.connections).toEqual([]);
    expect({ ...analysis.summary, elapsedMs: 0 }).toEqual({ ...all.summary, elapsedMs: 0 });
    const summaryWith = async (risk: string) =>
      /^(No m|M)ining found.*$/m.exec((await runKanaria(['analyze', '--min-risk', risk, demo])).stdout)?.[0];
    expect(await summaryWith('0')).toMatch(/^Mining found in /);
    expect(await summaryWith('0.5')).toBe(await summaryWith('0'));
    expect(await summaryWith('1')).toBe(await summaryWith('0'));
  });

  it('reads nothing after the transport header with --headers-only', async () => {
    const { stdout } = await runKanaria(['analyze', '--format', 'json', '--headers-only', demo]);
    const kinds = analysisSchema
      .parse(JSON.parse(stdout))
      .connections.flatMap(({ evidence }) => evidence.map(({ kind }) => kind));
    expect(kinds).toContain('rhythm');
    expect(kinds.filter((kind) => kind !== 'model' && kind !== 'rhythm')).toEqual([]);
  });

  it('gives other risks with the packet model, the same ones with TensorFlow.js', async () => {
    const risks = async (...args: string[]): Promise<number[]> =>
      analysisSchema
        .parse(JSON.parse((await runKanaria(['analyze', '--format', 'json', '--headers-only', ...args, demo])).stdout))
        .connections.map(({ risk }) => risk);
    const flow = await risks();
    const packet = await risks('--model', 'packet');
    const tfjs = await risks('--backend', 'tfjs');
    expect(packet).not.toEqual(flow);
    expect(Math.max(...flow.map((risk, at) => Math.abs(risk - tfjs[at])))).toBeLessThan(1e-5);
    const packetTfjs = await risks('--model', 'packet', '--backend', 'tfjs');
    expect(Math.max(...packet.map((risk, at) => Math.abs(risk - packetTfjs[at])))).toBeLessThan(1e-5);
  });

  it('adds the SHA-256 only when asked', async () => {
    const { stdout } = await runKanaria(['analyze', '--format', 'json', '--hash', demo]);
    expect(analysisSchema.parse(JSON.parse(stdout)).input.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    [['--format', 'jsonl', demo], 'jsonl has no place for it'],
    [['--format', 'csv', demo], 'csv has no place for it'],
    [['--format', 'eve', demo], 'eve has no place for it'],
    [['-'], 'standard input is not hashed'],
  ])('refuses --hash with %j, which could not show one', async (args, sentence) => {
    const { code, stdout, stderr } = await runKanaria(['analyze', '--hash', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('says that standard input is not hashed where files are', async () => {
    const args = ['analyze', '--format', 'json', '--hash', demo, '-'];
    const { stdout, stderr } = await runKanaria(args, readFileSync(demo));
    expect(stderr).toBe('kanaria: Standard input is not hashed; the files are.\n');
    const inputs = JSON.parse(stdout) as { input: { sha256: string | null } }[];
    expect(inputs.map(({ input }) => typeof input.sha256)).toEqual(['string', 'object']);
  });

  it('writes CSV with one header and EVE alerts with a community id', async () => {
    const csv = (await runKanaria(['analyze', '--format', 'csv', demo])).stdout.trim().split('\r\n');
    expect(csv[0]).toMatch(/^file,id,series,protocol/);
    expect(csv.length).toBeGreaterThan(10);
    const eve = (await runKanaria(['analyze', '--format', 'eve', demo])).stdout.trim().split('\n');
    const alerts = eve.map((line) => JSON.parse(line) as { event_type: string; community_id: string });
    expect(alerts.every((alert) => alert.event_type === 'alert' && alert.community_id.startsWith('1:'))).toBe(true);
  });
});

/** A name that could write on the terminal, where file systems allow it. */
const oddName = process.platform === 'win32' ? 'with space.pcap' : 'with \u001b[31mcolour\nand line.pcap';

describe('folders', () => {
  it('stand for the captures in them, sorted, and say which cannot be read', async () => {
    const captures = path.join(folder, 'captures');
    mkdirSync(path.join(captures, 'below'), { recursive: true });
    copyFileSync(demo, path.join(captures, oddName));
    writeFileSync(path.join(captures, 'below/no-name'), gzipSync(readFileSync(demo)));
    writeFileSync(path.join(captures, 'empty.pcap'), '');
    writeFileSync(path.join(captures, 'notes.txt'), 'no capture');
    writeFileSync(path.join(captures, 'server.log.gz'), gzipSync('no capture either'));
    if (process.platform !== 'win32') symlinkSync('nowhere', path.join(captures, 'dangling'));
    const json = await runKanaria(['analyze', '--format', 'json', captures]);
    const inputs = JSON.parse(json.stdout) as { input: { path: string }; error?: { kind: string } }[];
    expect(inputs.map(({ input }) => path.relative(captures, input.path))).toEqual([
      path.join('below', 'no-name'),
      'empty.pcap',
      oddName,
    ]);
    expect(inputs.map(({ error }) => error?.kind)).toEqual([undefined, 'empty', undefined]);
    const table = await runKanaria(['analyze', captures]);
    expect(table.code).toBe(10);
    expect(table.stdout + table.stderr).not.toContain('\u001b');
    expect(table.stderr.trim().split('\n')).toHaveLength(1);
    expect(table.stdout).toMatch(/^3 inputs \(1 could not be read\)\. Mining found in /m);
  });

  it('without captures are named', async () => {
    const empty = path.join(folder, 'nothing');
    mkdirSync(empty);
    const { code, stdout, stderr } = await runKanaria(['analyze', '--format', 'json', empty]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([{ input: { path: empty }, error: { kind: 'empty' } }]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    const table = await runKanaria(['analyze', empty]);
    expect(table.stdout.trim()).toBe('1 input (1 could not be read). Nothing could be analysed.');
  });
});

describe.runIf(process.platform !== 'win32')('a named pipe', () => {
  it('is analysed when somebody writes into it', async () => {
    const pipe = makePipe(path.join(folder, 'written'));
    const [piped] = await Promise.all([
      runKanaria(['analyze', '--format', 'csv', pipe]),
      writeFile(pipe, readFileSync(demo)),
    ]);
    const plain = await runKanaria(['analyze', '--format', 'csv', demo]);
    expect(piped).toEqual({ ...plain, stdout: plain.stdout.replaceAll(demo, pipe) });
  });

  it('in a folder is left out, like a link to a folder, so that the rest is read', async () => {
    const captures = path.join(folder, 'with-pipe');
    mkdirSync(captures);
    makePipe(path.join(captures, 'a.pcap'));
    symlinkSync('a.pcap', path.join(captures, 'b.pcap'));
    symlinkSync('.', path.join(captures, 'c.pcap'));
    symlinkSync('nowhere', path.join(captures, 'd.pcap'));
    copyFileSync(demo, path.join(captures, 'z.pcap'));
    const { code, stdout } = await runKanaria(['analyze', '--format', 'json', captures]);
    expect(code).toBe(10);
    const inputs = JSON.parse(stdout) as { input: { path: string }; error?: { kind: string } }[];
    expect(inputs.map(({ input, error }) => [path.basename(input.path), error?.kind])).toEqual([
      ['d.pcap', 'missing'],
      ['z.pcap', undefined],
    ]);
  });

  it('without a writer is waited for until Ctrl-C', async () => {
    const pipe = makePipe(path.join(folder, 'silent'));
    const child = spawn(process.execPath, [kanariaPath, 'analyze', '--format', 'json', pipe], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    const openedBy = `/proc/${child.pid}/fd`;
    if (existsSync('/proc/self/fd')) await expect.poll(() => linksIn(openedBy), { timeout: 20_000 }).toContain(pipe);
    else await new Promise((resolve) => setTimeout(resolve, 3000));
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});

describe.runIf(process.platform !== 'win32')('a run that is interrupted', () => {
  /** Interrupts it when the first of its three inputs is printed: the second, standard input, has no end. */
  async function interrupt(format: string): Promise<CommandResult> {
    const args = ['analyze', '--format', format, demo, '-', demo];
    const child = spawn(process.execPath, [kanariaPath, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    const ended = once(child, 'close');
    await expect.poll(() => stdout, { timeout: 20_000 }).toMatch(/"summary"|Mining found/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGINT');
    const [code] = (await ended) as [number];
    return { code, stdout, stderr };
  }

  it('says in JSON which input was cut and which was not begun', async () => {
    const { code, stdout, stderr } = await interrupt('json');
    expect(code).toBe(10);
    expect(JSON.parse(stdout)).toMatchObject([
      { summary: { isPartial: false } },
      { summary: { connections: 0, isPartial: true } },
      { input: { path: demo }, error: { kind: 'interrupted' } },
    ]);
    expect(stderr).toMatch(/^kanaria: Interrupted; 1 of 3 inputs not begun; .*\n$/);
  });

  it('says in the table that not all was read', async () => {
    const { code, stdout } = await interrupt('table');
    expect(code).toBe(10);
    expect(stdout).toMatch(/^Standard input: No mining found; .* Not all was read\.$/m);
    expect(stdout).toMatch(/^3 inputs \(1 not begun\)\. Mining found in .* Not all was read\.$/m);
  });
});

function linksIn(descriptors: string): string[] {
  return readdirSync(descriptors).flatMap((name) => {
    try {
      return [readlinkSync(path.join(descriptors, name))];
    } catch {
      return []; // Closed meanwhile.
    }
  });
}

describe('output that nobody takes', () => {
  it('exits 1 when the reader goes away, whatever was found', async () => {
    const child = spawn(process.execPath, [kanariaPath, 'analyze', '--format', 'json', demo], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toBe('');
  });

  it.each(['table', 'json', 'jsonl', 'csv', 'eve'])('%s: a full disk is one sentence and exit code 1', (format) => {
    if (!existsSync('/dev/full')) return;
    const full = openSync('/dev/full', 'w');
    const result = spawnSync(process.execPath, [kanariaPath, 'analyze', '--format', format, demo], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/^kanaria: .*disk is full.*\n$/);
  });
});

describe('bad input', () => {
  it.each([
    ['not a capture', 'text.pcap', 'this is not a capture', 'not-a-capture'],
    ['an empty file', 'empty.pcap', '', 'empty'],
  ])('%s: one sentence, exit code 3', async (_, name, content, kind) => {
    const file = inFolder(name, content);
    const table = await runKanaria(['analyze', file]);
    expect(table.code).toBe(3);
    expect(table.stdout).toBe('');
    expect(table.stderr.trim().split('\n')).toHaveLength(1);
    const json = await runKanaria(['analyze', '--format', 'json', file]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'kanaria/analysis@1',
      input: { path: file },
      error: { kind },
    });
  });

  it('a missing file is named, and the others are still analysed', async () => {
    const missing = path.join(folder, 'nowhere.pcap');
    const { code, stdout, stderr } = await runKanaria(['analyze', '--format', 'json', missing, demo]);
    const [first, second] = JSON.parse(stdout) as [{ error: { kind: string } }, { summary: { mining: number } }];
    expect(code).toBe(10);
    expect(first.error.kind).toBe('missing');
    expect(second.summary.mining).toBeGreaterThan(0);
    expect(stderr).toContain('nowhere.pcap');
  });

  it('a cut file is analysed up to the cut, with one warning and its offset', async () => {
    const file = path.join(folder, 'cut.pcap');
    copyFileSync(demo, file);
    truncateSync(file, readFileSync(demo).length - 7);
    const { code, stdout, stderr } = await runKanaria(['analyze', '--format', 'json', file]);
    const { input } = analysisSchema.parse(JSON.parse(stdout));
    expect(code).toBe(10);
    expect(input.damagedAt).toBeGreaterThan(0);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says of a damaged gzip file that the offset is in what it unpacks to', async () => {
    const file = inFolder('cut.pcap.gz', gzipSync(readFileSync(demo).subarray(0, -7)));
    const { stderr } = await runKanaria(['analyze', '--format', 'csv', file]);
    expect(stderr).toMatch(/cut\.pcap\.gz is damaged at byte \d+ of what it unpacks to: /);
  });

  it('a valid capture without packets exits 0', async () => {
    const file = inFolder('header-only.pcap', readFileSync(demo).subarray(0, 24));
    const { code, stdout } = await runKanaria(['analyze', '--format', 'json', file]);
    expect(code).toBe(0);
    expect(analysisSchema.parse(JSON.parse(stdout)).input.packets).toBe(0);
  });

  it('a capture of which every packet is skipped exits 0 and is not called clear', async () => {
    const bytes = Buffer.from(readFileSync(demo));
    bytes.writeUInt32LE(147, 20); // A link type for private use.
    const file = inFolder('private.pcap', bytes);
    const { code, stdout, stderr } = await runKanaria(['analyze', file]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing could be judged; there are no connections\.$/m);
    expect(stdout).not.toContain('No mining found');
    expect(stderr).toMatch(/^kanaria: .*private\.pcap: Nothing in it could be judged.* of unknown link type\.$/m);
    const both = await runKanaria(['analyze', file, file]);
    expect(both.stdout).toMatch(/^2 inputs\. Nothing could be judged\.$/m);
  });

  it.each([
    [['analyze']],
    [['analyze', '--format', 'xml', demo]],
    [['analyze', '--min-risk', '2', demo]],
    [['analyse', demo]],
    [['watch']],
    [['watch', '-i', 'lo', '--duration', 'soon']],
    [[]],
  ])('wrong usage %j: exit code 2, a hint, no stack trace', async (args) => {
    const { code, stderr } = await runKanaria(args);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/ at .*\.js:/);
    expect(stderr.length).toBeGreaterThan(0);
  });

  it.each(['analyze', 'watch', 'interfaces', 'host', 'serve'])('%s --help helps', async (command) => {
    const { code, stdout } = await runKanaria([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: kanaria');
  });
});
