/** Scans of the files this machine has, with the clusters that ship, and of the digests in the data folder. */
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startScan, type ScanTarget } from '../../../main/similarity/scan/scan-session';
import type { ScannedFile } from '../../../shared/similarity';
import { dataFolder, findProgram, repositoryRoot, requireOrSkip } from '../../support/requirements';

const programs = '/usr/bin';
const mostPrograms = 60;
const tlsh = findProgram('tlsh');
const data = dataFolder();

async function scan(target: ScanTarget): Promise<{ files: ScannedFile[]; outcome: unknown }> {
  const files: ScannedFile[] = [];
  const session = startScan(target, { onFile: (file) => void files.push(file) }, { workers: 2 });
  return { files, outcome: await session.done };
}

/** The digests of one column, with another column as label. */
async function* readColumns(file: string, digestAt: number, labelAt: number): AsyncGenerator<string[]> {
  const [, ...lines] = readFileSync(path.join(data ?? '', 'tlsh', file), 'utf8')
    .trim()
    .split('\n');
  yield await Promise.resolve(
    lines.map((line) => {
      const columns = line.split(',');
      return `${columns[digestAt]},${columns[labelAt]}`;
    }),
  );
}

describe.runIf(process.platform === 'linux')('a scan of real files', () => {
  it('gives the hashes that other tools give, and takes no harmless program for a miner', async () => {
    const names = readdirSync(programs).filter((name) => lstatSync(path.join(programs, name)).isFile());
    const step = Math.ceil(names.length / mostPrograms);
    const paths = names.filter((_, at) => at % step === 0).map((name) => path.join(programs, name));
    const { files } = await scan({ kind: 'paths', paths });
    expect(files.map((file) => file.path)).toEqual(paths);
    const hashes = execFileSync('sha256sum', paths, { encoding: 'utf8' }).trim().split('\n');
    expect(files.map(({ sha256 }) => sha256)).toEqual(hashes.map((line) => line.slice(0, 64)));
    if (requireOrSkip("Debian's tlsh", tlsh !== null)) {
      // Debian's tool hashes nothing shorter, and writes no version.
      const digests = files.filter((file) => file.tlsh !== null && (file.size ?? 0) >= 256);
      for (const file of digests) {
        const output = execFileSync(tlsh ?? '', ['-f', file.path ?? ''], { encoding: 'utf8' });
        expect(output.split('\t')[0].replace(/^T1/, '')).toBe(file.tlsh?.slice(2));
      }
    }
    expect(files.filter(({ assessment }) => assessment === 'match' || assessment === 'very-close')).toEqual([]);
  });

  it('walks a folder of packages', async () => {
    const folder = path.join(repositoryRoot, 'node_modules/zod');
    const { files, outcome } = await scan({ kind: 'paths', paths: [folder] });
    const shown = execFileSync('find', [folder, '-type', 'f'], { encoding: 'utf8' }).trim().split('\n');
    expect(files.map((file) => file.path)).toEqual(shown.sort((a, b) => (a < b ? -1 : 1)));
    expect(outcome).toMatchObject({ kind: 'ended', unreadable: 0, summary: { files: shown.length, isPartial: false } });
  });
});

describe.runIf(requireOrSkip('the data folder', data !== null))('a scan of published digests', () => {
  it('finds public builds of miners', async () => {
    const lines = readColumns('public-miner-binaries.csv', 0, 3);
    const { files } = await scan({ kind: 'digests', name: 'builds', lines });
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter(({ nearest }) => nearest.length > 0).length).toBeGreaterThan(files.length / 2);
  });

  it('takes no harmless program for a miner', async () => {
    const lines = readColumns('benign-binaries.csv', 0, 2);
    const { files } = await scan({ kind: 'digests', name: 'harmless', lines });
    expect(files.length).toBeGreaterThan(1000);
    expect(files.filter(({ assessment }) => assessment === 'match' || assessment === 'very-close')).toEqual([]);
  });
});
