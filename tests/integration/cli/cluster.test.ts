import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDigest } from '../../../main/similarity/tlsh/format-digest';
import { clusterFileSchema, type ClusterFile } from '../../../shared/cluster-file';
import { makeDigest, moveDigest } from '../../unit/similarity/clusters/made-samples';
import { kanariaPath, runKanaria } from './run-kanaria';

/** A program that is there everywhere the tests run, twice under different names. */
const program = realpathSync(process.platform === 'win32' ? 'C:\\Windows\\System32\\where.exe' : '/bin/ls');
const base = makeDigest(1);
const list = [
  `${formatDigest(base)},first,1.0`,
  `${formatDigest(moveDigest(base, 20))},second,1.1`,
  formatDigest(makeDigest(2)),
].join('\n');
let folder = '';
const at = (name: string) => path.join(folder, name);
const readClusters = (name: string): ClusterFile => clusterFileSchema.parse(JSON.parse(readFileSync(at(name), 'utf8')));

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kanaria-cluster-'));
  writeFileSync(at('list.csv'), `${list}\n`);
  for (const name of ['one', 'two']) copyFileSync(program, at(name));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('kanaria cluster', () => {
  it('clusters digests, shows centre and members, and writes a file that scan takes', async () => {
    const { code, stdout } = await runKanaria([
      ...['cluster', '--digests', at('list.csv'), '--family', 'Actor', '--out', at('ours.json')],
    ]);
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('Actor 1.0-1.1  (Actor, 2 samples, radius 20');
    expect(stdout).toMatch(/\n {8}20 {2}(?:first|second), version 1\.[01]\n/);
    expect(readClusters('ours.json').clusters.map(({ size, limit }) => ({ size, limit }))).toEqual([
      { size: 2, limit: 50 },
      { size: 1, limit: 50 },
    ]);
    const scan = await runKanaria(['scan', '--clusters', at('ours.json'), '--digests', at('list.csv')]);
    expect({ code: scan.code }).toEqual({ code: 10 });
  });

  it('adds files to a cluster file; the same files again change nothing', async () => {
    const add = () => runKanaria(['cluster', '--add-to', at('ours.json'), at('one'), at('two'), '--family', 'Tool']);
    expect(await add()).toMatchObject({ code: 0 });
    const once = readFileSync(at('ours.json'), 'utf8');
    const { clusters, sources } = readClusters('ours.json');
    expect(clusters.find(({ family }) => family === 'Tool')).toMatchObject({ size: 2, radius: 0 });
    expect(sources.map(({ id }) => id)).toEqual(['own-samples']);
    const again = await add();
    expect(again.stdout).toContain('Nothing new');
    expect(readFileSync(at('ours.json'), 'utf8')).toBe(once);
  });

  it('names what is left out and why, but not in the file', async () => {
    writeFileSync(at('tiny'), 'too small');
    writeFileSync(at('zeros'), Buffer.alloc(10_000));
    const inputs = [at('one'), at('tiny'), at('zeros'), at('gone')];
    const { code, stdout, stderr } = await runKanaria([
      ...['cluster', ...inputs, '--format', 'json', '--out', at('part.json')],
    ]);
    expect(code).toBe(3);
    const { skipped } = JSON.parse(stdout) as { skipped: { path: string; reason: string }[] };
    expect(skipped.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: at('gone'), reason: 'missing' },
      { path: at('tiny'), reason: 'too-small' },
      { path: at('zeros'), reason: 'too-uniform' },
    ]);
    for (const { path: file } of skipped) expect(stderr).toContain(`: ${file}\n`);
    expect(clusterFileSchema.strict().parse(JSON.parse(readFileSync(at('part.json'), 'utf8'))).clusters).toHaveLength(
      1,
    );
  });

  it.runIf(process.platform !== 'win32')('tells of links in folders, which are left out on purpose', async () => {
    mkdirSync(at('linked'));
    copyFileSync(program, at('linked/one'));
    symlinkSync(program, at('linked/link'));
    const { code, stderr } = await runKanaria(['cluster', at('linked')]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `kanaria: Left out, a link, not followed: ${at('linked/link')}\n`,
    });
  });

  it('leaves files as they are that are no cluster files, or where nothing can be read', async () => {
    const before = readFileSync(at('ours.json'), 'utf8');
    const foreign = await runKanaria(['cluster', '--digests', at('list.csv'), '--out', at('one')]);
    expect(foreign).toMatchObject({ code: 2 });
    expect(foreign.stderr).toContain('is no cluster file');
    expect(readFileSync(at('one'))).toEqual(readFileSync(program));
    writeFileSync(at('bad.csv'), 'T1nonsense,a\n\n0000,b\n');
    const bad = await runKanaria(['cluster', '--digests', at('bad.csv'), '--add-to', at('ours.json')]);
    expect(bad).toMatchObject({ code: 3, stdout: '' });
    expect(bad.stderr).toContain(`no digest (T1 and 70 hex digits): ${at('bad.csv')}:1, ${at('bad.csv')}:3\n`);
    const missing = await runKanaria(['cluster', at('nowhere'), '--out', at('ours.json')]);
    expect(missing).toMatchObject({ code: 3, stdout: '' });
    expect(readFileSync(at('ours.json'), 'utf8')).toBe(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('writes nothing when it is interrupted while it groups', async () => {
    const before = readFileSync(at('ours.json'), 'utf8');
    const digests = Array.from({ length: 10_000 }, (_, seed) => formatDigest(makeDigest(seed + 10)));
    // What is left out is told right before the grouping, which takes seconds.
    writeFileSync(at('many.csv'), ['no digest', ...digests].join('\n'));
    const args = ['cluster', '--digests', at('many.csv'), '--add-to', at('ours.json')];
    const child = spawn(process.execPath, [kanariaPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => {
      if (stderr === '') child.kill('SIGINT');
      stderr += data.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect({ stdout, last: stderr.split('\n').at(-2) }).toEqual({
      stdout: '',
      last: 'kanaria: Interrupted; nothing is written.',
    });
    expect(readFileSync(at('ours.json'), 'utf8')).toBe(before);
  });

  it('shows a known cluster with its centre and the five nearest samples', async () => {
    const { code, stdout } = await runKanaria(['cluster', '--show', 'XMRig 2.5-2.8 (Raspberry Pi)']);
    expect(code).toBe(0);
    expect(stdout).toContain('version 2.6.0-beta1');
    const distances = [...stdout.matchAll(/^ {2} *(\d+) {2}\S/gm)].map(([, distance]) => Number(distance));
    expect(distances).toEqual([19, 19, 40, 63, 184]);
    expect(await runKanaria(['cluster', '--show', 'no such'])).toMatchObject({ code: 2, stdout: '' });
    expect(await runKanaria(['cluster'])).toMatchObject({ code: 2, stdout: '' });
  });

  it.each([
    ['--out', 'new.json'],
    ['--add-to', 'new.json'],
    ['--family', 'Actor'],
    ['--radius', '30'],
  ])('refuses %s with --show, which would not heed it', async (option, value) => {
    const { code, stdout, stderr } = await runKanaria(['cluster', '--show', 'XMRig', option, value]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${option} does not go with --show`);
  });
});
