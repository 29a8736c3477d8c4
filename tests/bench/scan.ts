/** Whole scans of large files (SHA-256, TLSH, traits, format, clusters): one worker, two, and Debian's tlsh. */
import { linkSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBenchMix } from './build-bench-mix';
import { compareInTurn } from './compare-in-turn';
import { measureCommand } from './measure-command';

/** The same bytes under so many names; enough for two workers to share evenly. */
const names = 4;

/** Prints ratios only. Needs a build; says so, and leaves out, what is not installed. */
export async function benchScan({ pairs, megabytes }: { pairs: number; megabytes: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kanaria-bench-scan-'));
  const mix = `${folder}.mix`;
  const each = Math.ceil(megabytes / names);
  console.log(`Preparing ${names} files of ${each} MB each: node, executables and libraries of this machine`);
  buildBenchMix(mix, each);
  try {
    for (let name = 0; name < names; name++) linkSync(mix, join(folder, String(name)));
    await compare(folder, pairs);
  } finally {
    for (const path of [folder, mix]) rmSync(path, { recursive: true, force: true });
  }
}

async function compare(folder: string, pairs: number): Promise<void> {
  const scan = async (workers: number): Promise<number> => {
    const args = ['out/cli/kanaria.js', 'scan', '--workers', String(workers), '--format', 'jsonl', folder];
    return (await measureCommand(process.execPath, args)).seconds;
  };
  const hash = async (): Promise<number> => (await measureCommand('tlsh', ['-r', folder])).seconds;
  await scan(2);
  await compareInTurn(
    'scanning with two workers',
    'scanning with one',
    pairs,
    () => scan(2),
    () => scan(1),
  );
  try {
    await hash();
  } catch {
    console.log("Debian's tlsh is not installed (Debian: tlsh-tools); it is left out.");
    return;
  }
  await compareInTurn('scanning with one worker', "Debian's tlsh -r, which only hashes", pairs, () => scan(1), hash);
  await compareInTurn('scanning with two workers', "Debian's tlsh -r, which only hashes", pairs, () => scan(2), hash);
}
