/** Searching digests: the index beside comparing with each one, and beside Debian's `tlsh`, in one run. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DigestIndex, type NearestOptions } from '../../main/similarity/search/digest-index';
import { digestDistance } from '../../main/similarity/tlsh/digest-distance';
import { formatDigest } from '../../main/similarity/tlsh/format-digest';
import { parseDigest } from '../../main/similarity/tlsh/parse-digest';
import type { TlshDigest } from '../../main/similarity/tlsh/tlsh-digest';
import { Random } from '../../models/generator/random';
import { compareInTurn } from './compare-in-turn';
import { measureCommand } from './measure-command';

const madeDigests = 1_000_000;
const queries = 100;
/** Digests of which all pairs are compared. */
const pairedDigests = 4000;
/** What is looked for: the nearest within what can mean anything, and the nearest of all. */
const searches: readonly (readonly [string, NearestOptions])[] = [
  ['nearest five up to 70', { maxDistance: 70, count: 5 }],
  ['the nearest, however far', { maxDistance: Infinity, count: 1 }],
];

/** Prints milliseconds of processor time per query, and ratios against peers. */
export async function benchDigestSearch({ data, pairs }: { data: string; pairs: number }): Promise<void> {
  const folder = join(data, 'tlsh');
  if (!existsSync(folder)) return console.log(`There is no ${folder}; searching digests is left out.`);
  const centres = readDigests(join(folder, 'malwarebazaar-clusters.csv'));
  const asked = readDigests(join(folder, 'benign-binaries.csv')).slice(0, queries);
  asked.push(...madeFrom(centres, queries));
  await benchIndex(centres, asked, 0.5, pairs);
  await benchIndex(madeFrom(centres, madeDigests), asked, 20, pairs);
  await benchAgainstDebian(centres.slice(0, pairedDigests), pairs);
}

async function benchIndex(
  digests: readonly TlshDigest[],
  asked: readonly TlshDigest[],
  wantedMs: number,
  pairs: number,
) {
  const index = DigestIndex.build(digests);
  for (const [what, options] of searches) {
    const costs = [...asked, ...asked].map((digest) => processorMs(() => index.nearest(digest, options)));
    const sorted = costs.slice(asked.length).sort((one, other) => one - other);
    const [median, high] = [0.5, 0.95].map((share) => sorted[Math.floor(share * sorted.length)].toFixed(3));
    console.log(
      `${what} of ${digests.length.toLocaleString('en')} digests: ${median} ms (median), ${high} ms ` +
        `(19 of 20 take less; ${wantedMs} ms wanted), ` +
        `${((digests.length * asked.length) / sum(sorted) / 1e3).toFixed(0)} million digests passed a second`,
    );
  }
  const few = asked.filter((_, at) => at % 40 === 0);
  await compareInTurn(
    `the nearest of ${digests.length.toLocaleString('en')} digests`,
    'comparing with each',
    pairs,
    () => processorMs(() => few.forEach((digest) => index.nearest(digest, { maxDistance: Infinity, count: 1 }))),
    () => processorMs(() => few.forEach((digest) => nearestByLoop(digests, digest))),
  );
}

/** All pairs up to 30: reading the list, building the index and asking for each, against the tool's own `-xref`. */
async function benchAgainstDebian(digests: readonly TlshDigest[], pairs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kanaria-bench-'));
  const list = join(folder, 'list.tsv');
  // Debian's version of the tool knows no T1.
  const lines = digests.map((digest, at) => `${formatDigest(digest).slice(2)}\t${at}\n`);
  writeFileSync(list, lines.join(''));
  const own = (): number =>
    wallSeconds(() => {
      const read = readDigests(list);
      const index = DigestIndex.build(read);
      for (const digest of read) index.within(digest, 30);
    });
  const theirs = async (): Promise<number> => (await measureCommand('tlsh', ['-xref', '-l', list, '-T', '30'])).seconds;
  try {
    own();
    const what = `all pairs up to 30 of ${digests.length.toLocaleString('en')} digests`;
    await compareInTurn(what, "Debian's tlsh", pairs, own, theirs);
  } catch {
    console.log("Debian's tlsh is not installed (Debian: tlsh-tools); it is left out.");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function nearestByLoop(digests: readonly TlshDigest[], asked: TlshDigest): number {
  let nearest = Infinity;
  for (const digest of digests) nearest = Math.min(nearest, digestDistance(asked, digest));
  return nearest;
}

/** Digests as a growing collection has them: variants of what is there, up to 60 buckets and some of the header off. */
function madeFrom(digests: readonly TlshDigest[], count: number): TlshDigest[] {
  const random = new Random(count);
  const below = (limit: number): number => random.next() % limit;
  return Array.from({ length: count }, () => {
    const base = digests[below(digests.length)];
    const body = base.body.slice();
    for (let change = below(60); change > 0; change--) body[below(32)] ^= 1 << below(8);
    return {
      ...base,
      checksum: Uint8Array.of(below(256)),
      lengthClass: (base.lengthClass + below(7) + 253) & 255,
      q1Ratio: (base.q1Ratio + below(3) + 15) & 15,
      q2Ratio: (base.q2Ratio + below(3) + 15) & 15,
      body,
    };
  });
}

/** The digests that lines begin with; lines that begin otherwise are passed over. */
function readDigests(path: string): TlshDigest[] {
  const texts = readFileSync(path, 'utf8').split('\n');
  return texts.flatMap((line) => parseDigest(line.split(/[,\t]/, 1)[0]) ?? []);
}

/** Milliseconds of this process's processor time, which other work on the machine does not lengthen. */
function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}

function wallSeconds(work: () => unknown): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1e3;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
