import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatDigest } from '../../../main/similarity/tlsh/format-digest';
import { TlshHasher } from '../../../main/similarity/tlsh/tlsh-hasher';
import { scannedFileSchema, scanSchema, type Scan } from '../../../shared/similarity';
import { hasProgram, requireOrSkip } from '../../support/requirements';
import { isPosix, makePipe, makeTree, removeTree } from '../../unit/similarity/scan/make-tree';
import { makeDigest, moveDigest } from '../../unit/similarity/clusters/made-samples';
import { makeClusters, writeClusters, xmrigDigest } from '../../unit/similarity/scan/small-clusters';
import { kanariaPath, runKanaria } from './run-kanaria';

const isLinux = process.platform === 'linux';
/** A harmless program that plays the miner: the clusters of these tests are made of its digest. */
const actor = realpathSync(isPosix ? '/bin/sleep' : 'C:\\Windows\\System32\\where.exe');
let root = '';
let clusters = '';
let miner = '';
let clean = '';

beforeAll(() => {
  root = makeTree({ 'clean/readme.txt': readFileSync(import.meta.filename), 'clean/sub/empty': '' });
  clusters = writeClusters(root, { 'Actor-1': digestOf(actor), 'XMRig-arm64': xmrigDigest });
  clean = path.join(root, 'clean');
  miner = path.join(root, 'miner');
  copyFileSync(actor, miner);
  chmodSync(miner, 0o755);
});
afterAll(() => removeTree(root));

function digestOf(file: string): string {
  const hasher = new TlshHasher();
  hasher.update(readFileSync(file));
  const result = hasher.finish();
  return result.kind === 'digest' ? formatDigest(result.digest) : '';
}

const scan = (...args: string[]) => runKanaria(['scan', '--clusters', clusters, ...args]);

async function scanJson(...args: string[]): Promise<{ code: number | null; scan: Scan; stderr: string }> {
  const { code, stdout, stderr } = await scan('--format', 'json', ...args);
  return { code, stderr, scan: scanSchema.strict().parse(JSON.parse(stdout)) };
}

describe('kanaria scan', () => {
  it('prints the JSON of a scan and exits 10 when something matches', async () => {
    const { code, scan: found, stderr } = await scanJson(clean, miner);
    expect([code, stderr]).toEqual([10, '']);
    expect(found.clusters).toEqual({ path: clusters, clusters: 2, threshold: 60 });
    expect(found.files.map((file) => [path.relative(root, file.path ?? ''), file.assessment])).toEqual([
      ['clean/readme.txt', 'none'],
      ['clean/sub/empty', 'not-assessable'],
      ['miner', 'very-close'],
    ]);
    expect(found.files[2]).toMatchObject({ tlsh: digestOf(miner), nearest: [{ cluster: 'Actor-1', distance: 0 }] });
    expect(found.summary).toMatchObject({ files: 3, veryClose: 1, none: 1, notAssessable: 1, isPartial: false });
  });

  it('gives the same files as lines, in the same order', async () => {
    const { scan: whole } = await scanJson(root);
    const { stdout } = await scan('--format', 'jsonl', root);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { schema: string });
    expect(lines.map(({ schema: _, ...file }) => scannedFileSchema.strict().parse(file))).toEqual(whole.files);
    expect(lines.every(({ schema }) => schema === 'kanaria/scanned-file@1')).toBe(true);
  });

  it('shows people the findings first, and everything with --all', async () => {
    const { code, stdout } = await scan(clean, miner);
    expect(code).toBe(10);
    expect(stdout).toMatch(/^VERY CLOSE {2}.*miner \(/);
    expect(stdout).toMatch(/Near to known miners: 1 of 3 files/);
    expect(stdout).not.toContain('readme.txt');
    expect((await scan('--all', clean, miner)).stdout).toContain('readme.txt');
  });

  it('exits 0 where nothing is near, 3 where something could not be read, 10 where both', async () => {
    expect((await scan(clean)).code).toBe(0);
    const missing = await scanJson(clean, path.join(root, 'none'));
    expect(missing.code).toBe(3);
    expect(missing.scan.skipped).toEqual([{ path: path.join(root, 'none'), reason: 'missing' }]);
    expect(missing.stderr).toMatch(/^kanaria: Left out, not there .*none\n$/);
    expect((await scan(miner, path.join(root, 'none'))).code).toBe(10);
  });

  it.each([
    [[], /Name files or folders/],
    [['a', '--processes'], /exclude each other/],
    [['--processes', '--digests', 'x'], /exclude each other/],
    [['--digests'], /argument missing/],
    [['-'], /cannot be read from standard input/],
    [['--format', 'csv', 'a'], /Allowed choices/],
    [['--workers', 'many', 'a'], /whole number/],
    [['--max-file-size', 'big', 'a'], /500MB/],
    [['--speed', 'a'], /unknown option/],
    [['--digests', 'a', '--max-file-size', '8GB'], /--max-file-size does not go with --digests/],
    [['--digests', 'a', '--workers', '2'], /--workers does not go with --digests/],
  ])('calls %j wrong usage in one sentence', async (args, sentence) => {
    const { code, stdout, stderr } = await runKanaria(['scan', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  it('says what is wrong with a file of clusters', async () => {
    const result = await runKanaria(['scan', '--clusters', path.join(clean, 'readme.txt'), '--format', 'json', clean]);
    expect(result).toMatchObject({ code: 3, stdout: '' });
    expect(result.stderr).toMatch(/no cluster file/);
  });
});

describe('kanaria scan --digests', () => {
  const noDigest = 'no line begins with a digest (T1 and 70 hex digits).';
  const list = `${xmrigDigest},first\r\n\r\nnonsense,second\r\n${xmrigDigest.slice(2)}\r\n${xmrigDigest},first`;

  it('gives one result a line, from a file and from standard input', async () => {
    const file = path.join(root, 'list.csv');
    writeFileSync(file, list);
    const { code, scan: found } = await scanJson('--digests', file);
    expect(code).toBe(10);
    expect(found.files.map(({ path: label, assessment }) => [label, assessment])).toEqual([
      ['first', 'very-close'],
      ['second', 'not-assessable'],
      [null, 'very-close'],
      ['first', 'very-close'],
    ]);
    const args = ['scan', '--clusters', clusters, '--format', 'json', '--digests', '-'];
    const piped = JSON.parse((await runKanaria(args, Buffer.from(list))).stdout) as Scan;
    expect(piped.files).toEqual(found.files);
    // As PowerShell writes it.
    const utf16 = Buffer.from(`\ufeff${list}`, 'utf16le');
    expect((JSON.parse((await runKanaria(args, utf16)).stdout) as Scan).files).toEqual(found.files);
  });

  it('tells the limit of a cluster where it is not the common one', async () => {
    const file = path.join(root, 'limits.json');
    const base = makeDigest(1);
    const made = makeClusters({ 'Actor-1': formatDigest(base), 'XMRig-arm64': xmrigDigest });
    made.clusters[0].limit = 34;
    writeFileSync(file, JSON.stringify(made));
    const lines = `${formatDigest(moveDigest(base, 40))}\n${xmrigDigest}\n`;
    const { code, stdout } = await runKanaria(['scan', '--clusters', file, '--digests', '-'], Buffer.from(lines));
    expect(code).toBe(10);
    expect(stdout).toMatch(/^POSSIBLE .*\n.*\n {2}distance 40 to Actor-1, .* at 40; matches up to 34$/m);
    expect(stdout).toMatch(/^ {2}distance 0 to XMRig-arm64, .* at 0$/m);
    expect(stdout).toContain('where nothing else is said, a match is a distance of at most 60.\n');
  });

  it('exits 3 for a list that is not there or holds no digest, and takes any bytes for lines', async () => {
    const missing = await scanJson('--digests', path.join(root, 'none.csv'));
    expect([missing.code, missing.scan.files]).toEqual([3, []]);
    const { code, scan: found, stderr } = await scanJson('--digests', miner);
    expect(code).toBe(3);
    expect(stderr).toBe(`kanaria: ${miner}: Nothing in it could be assessed: ${noDigest}\n`);
    expect(found.files.every(({ assessment }) => assessment === 'not-assessable')).toBe(true);
    const empty = await runKanaria(['scan', '--digests', '-'], Buffer.from(''));
    expect(empty.code).toBe(3);
    expect(empty.stderr).toBe(`kanaria: standard input: Nothing in it could be assessed: ${noDigest}\n`);
  });
});

describe.runIf(isPosix)('kanaria scan on a folder of traps', () => {
  it('ends, and names what it left out', async () => {
    const traps = makeTree({ zero: '', real: readFileSync(actor) });
    makePipe(path.join(traps, 'pipe'));
    symlinkSync('.', path.join(traps, 'loop'));
    writeFileSync(path.join(traps, 'sparse'), '');
    truncateSync(path.join(traps, 'sparse'), 100e9);
    if (isLinux) writeFileSync(Buffer.from([...Buffer.from(`${traps}/caf`), 0xe9]), 'x');
    const { code, scan: found } = await scanJson(traps);
    expect(code).toBe(10);
    expect(found.summary.skippedBy).toEqual({ 'special-file': 1, symlink: 1 });
    const reasons = Object.fromEntries(
      found.files.map((file) => [path.basename(file.path ?? ''), file.reasons[0].code]),
    );
    expect(reasons).toEqual({
      ...(isLinux && { 'caf\ufffd': 'too-small' }),
      real: 'distance',
      sparse: 'too-large',
      zero: 'too-small',
    });
    const named = await scanJson(path.join(traps, 'pipe'), '/dev/zero');
    expect(named.code).toBe(3);
    removeTree(traps);
  });

  it.runIf(isLinux)('opens a name that is not UTF-8 when it is given as an argument', () => {
    const folder = makeTree({ 'x/': '' });
    writeFileSync(Buffer.from([...Buffer.from(`${folder}/x/caf`), 0xe9]), readFileSync(actor));
    const command = `"$0" "$1" scan --clusters "$2" "$(printf '%s/x/caf\\351' "$3")"`;
    const { status, stdout } = spawnSync('sh', ['-c', command, process.execPath, kanariaPath, clusters, folder]);
    expect(status).toBe(10);
    expect(stdout.toString()).toContain('caf\ufffd');
    removeTree(folder);
  });

  const isRoot = isLinux && process.getuid?.() === 0;
  const canDropRights = requireOrSkip('root on Linux with setpriv', isRoot && hasProgram('setpriv'));

  it.runIf(canDropRights)('counts what this user may not read', () => {
    const folder = makeTree({ open: 'x', shut: 'x', 'closed/file': 'x' });
    chmodSync(folder, 0o755);
    chmodSync(root, 0o755);
    chmodSync(path.join(folder, 'shut'), 0o600);
    chmodSync(path.join(folder, 'closed'), 0o700);
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, kanariaPath];
    const args = ['scan', '--clusters', clusters, '--format', 'json', folder];
    const { status, stdout } = spawnSync('setpriv', [...nobody, ...args]);
    const found = scanSchema.parse(JSON.parse(stdout.toString()));
    expect([status, found.summary.skippedBy, found.files.length]).toEqual([3, { 'no-permission': 2 }, 1]);
    removeTree(folder);
  });

  it('prints what is there when it is interrupted', async () => {
    const folder = makeTree({ '1': readFileSync(actor), '2': '', '3': '' });
    // Too long for a test to read to the end.
    for (const name of ['2', '3']) truncateSync(path.join(folder, name), 1e13);
    const args = ['scan', '--clusters', clusters, '--format', 'json', '--max-file-size', '10TB', folder];
    const child = spawn(process.execPath, [kanariaPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    child.stdout.on('data', (data: Buffer) => {
      if (stdout === '') child.kill('SIGINT');
      stdout += data.toString();
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    const found = scanSchema.strict().parse(JSON.parse(stdout));
    expect([code, found.files.length, found.summary.isPartial]).toEqual([10, 1, true]);
    removeTree(folder);
  });
});

describe.runIf(isLinux)('kanaria scan --processes', () => {
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill()));

  it('finds a program that runs, also when its file was deleted', async () => {
    const file = path.join(root, 'deleted-miner');
    copyFileSync(actor, file);
    chmodSync(file, 0o755);
    const started = [file, file, miner].map((program) => spawn(program, ['300'], { stdio: 'ignore' }));
    children.push(...started);
    await Promise.all(started.map((child) => new Promise((resolve) => child.once('spawn', resolve))));
    rmSync(file);
    const { code, scan: found } = await scanJson('--processes');
    expect(code).toBe(10);
    const ofPath = (wanted: string) => found.files.find((each) => each.path === wanted);
    const [first, second, third] = started.map(({ pid }) => pid ?? 0);
    const processes = [first, second].sort((a, b) => a - b).map((pid) => ({ pid, name: 'deleted-miner' }));
    expect(ofPath(file)).toMatchObject({ isDeleted: true, assessment: 'very-close', processes });
    expect(ofPath(miner)).toMatchObject({ isDeleted: false, processes: [{ pid: third, name: 'miner' }] });
  });
});
