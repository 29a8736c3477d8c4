import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../support/requirements';

const run = promisify(execFile);
const patienceMs = 120_000;

interface Report {
  readonly parts: readonly {
    readonly name: string;
    readonly origins: readonly {
      readonly origin: string;
      readonly sources: readonly {
        readonly name: string;
        readonly others: number;
        readonly sessions: { all: number };
      }[];
    }[];
  }[];
}

describe('npm run evaluate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kanaria-evaluate-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const program = (path: string, ...args: string[]): Promise<{ stdout: string }> =>
    run(process.execPath, ['--import', 'tsx', path, ...args], { cwd: repositoryRoot });

  beforeAll(async () => {
    const captures = join(folder, 'captures');
    const labels = join(captures, 'labels.json');
    await program('models/generator/generate.ts', '--out', captures, '--connections', '40', '--labels', labels);
    const traffic = ['--generated', '60', '--unknown', '20', '--mining', '20', '--mode', 'headers', '--no-ndpi'];
    const places = [
      '--data',
      folder,
      '--held-out',
      join(folder, 'none.json'),
      '--held-out-kinds',
      join(folder, 'none.json'),
      '--out',
      join(folder, 'report'),
    ];
    await program('models/evaluate.ts', ...traffic, ...places);
  }, patienceMs);

  it('counts every connection of a folder and of the generator', () => {
    const report = JSON.parse(readFileSync(join(folder, 'report/evaluation.json'), 'utf8')) as Report;
    expect(report.parts.map(({ name }) => name)).toEqual(['headers']);
    const [{ origin, sources }] = report.parts[0].origins;
    expect(origin).toBe('generated');
    const others = new Map(sources.map((source) => [source.name, source.others]));
    expect(others.get('look-alikes')).toBeGreaterThanOrEqual(30);
    expect(others.get('everyday')).toBeGreaterThanOrEqual(30);
    expect(others.get('unknown')).toBeGreaterThan(10);
    expect(others.get('generated')).toBeGreaterThan(10);
    expect(sources.find(({ name }) => name === 'mining')?.sessions.all).toBeGreaterThan(5);
  });

  it('says what it would put into the documents', () => {
    expect(readFileSync(join(folder, 'report/evaluation.md'), 'utf8')).toContain('| look-alikes |');
    expect(readFileSync(join(folder, 'report/evaluation.svg'), 'utf8')).toContain('</svg>');
  });
});
