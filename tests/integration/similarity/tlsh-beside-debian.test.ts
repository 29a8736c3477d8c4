import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestDistance } from '../../../main/similarity/tlsh/digest-distance';
import { formatDigest } from '../../../main/similarity/tlsh/format-digest';
import type { TlshDigest } from '../../../main/similarity/tlsh/tlsh-digest';
import { TlshHasher } from '../../../main/similarity/tlsh/tlsh-hasher';
import { findProgram, requireOrSkip } from '../../support/requirements';

const tlsh = findProgram('tlsh');

/** Executables of this machine, 40 of all sizes, below 5 MB. */
function listExecutables(): string[] {
  const all = readdirSync('/usr/bin')
    .map((name) => path.join('/usr/bin', name))
    .filter((file) => existsSync(file))
    .map((file) => realpathSync(file))
    .filter((file) => statSync(file).isFile() && statSync(file).size > 256 && statSync(file).size < 5e6);
  const unique = [...new Set(all)].sort();
  return unique.filter((_, at) => at % Math.ceil(unique.length / 40) === 0);
}

function hash(file: string): TlshDigest | null {
  const hasher = new TlshHasher();
  hasher.update(readFileSync(file));
  const result = hasher.finish();
  return result.kind === 'digest' ? result.digest : null;
}

const run = (...args: string[]) => execFileSync(tlsh ?? '', args, { encoding: 'utf8' }).trim();

describe.runIf(requireOrSkip('tlsh', tlsh !== null))('beside the tlsh of Debian', () => {
  it('gives the same digests and distances for the executables of this machine', () => {
    const files = listExecutables().map((file) => ({ file, digest: hash(file) }));
    const hashed = files.filter((each) => each.digest !== null) as { file: string; digest: TlshDigest }[];
    expect(hashed.length).toBeGreaterThan(10);

    const first = hashed[0];
    for (const { file, digest } of hashed) {
      expect(`T1${run('-f', file)}`).toBe(`${formatDigest(digest)}\t${file}`);
      const [text, other] = [digest, first.digest].map((each) => formatDigest(each).slice(2));
      expect(parseInt(run('-c', text, '-d', other))).toBe(digestDistance(digest, first.digest));
      const withoutLength = digestDistance(digest, first.digest, { withLength: false });
      expect(parseInt(run('-xlen', '-c', text, '-d', other))).toBe(withoutLength);
    }
  });
});
