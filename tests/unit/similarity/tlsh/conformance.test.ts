/** The reference's own tests. Their files are not part of the repository; see tests/support/requirements.ts. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestDistance } from '../../../../main/similarity/tlsh/digest-distance';
import { formatDigest } from '../../../../main/similarity/tlsh/format-digest';
import { parseDigest } from '../../../../main/similarity/tlsh/parse-digest';
import type { TlshVariant } from '../../../../main/similarity/tlsh/tlsh-digest';
import { type MinimumBytes, TlshHasher } from '../../../../main/similarity/tlsh/tlsh-hasher';
import { dataFolder, requireOrSkip } from '../../../support/requirements';

const data = dataFolder();
const folder = path.join(data ?? '', 'tlsh', 'conformance');
const read = (name: string) => readFileSync(path.join(folder, name));
const rows = (name: string) =>
  read(name)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

/** The reference prints `TNULL` where there is no digest. */
function hash(bytes: Uint8Array, variant?: TlshVariant, minimumBytes?: MinimumBytes): string {
  const hasher = new TlshHasher(variant);
  hasher.update(bytes);
  const result = hasher.finish(minimumBytes);
  return result.kind === 'digest' ? formatDigest(result.digest) : 'TNULL';
}

function parse(text: string) {
  const digest = parseDigest(text);
  if (!digest) throw new Error(`No digest: ${text}`);
  return digest;
}

describe.runIf(requireOrSkip('the data folder', data !== null))('the conformance files of the reference', () => {
  it('80 digests', () => {
    const expected = rows('example_data.128.1.len.out_EXP');
    expect(expected.map(([, name]) => [hash(read(name)), name])).toEqual(expected);
    expect(expected).toHaveLength(80);
  });

  it('one small file, which the stricter rule refuses', () => {
    const small = read('example_data/small.txt');
    expect([[hash(small), 'example_data/small.txt']]).toEqual(rows('small.128.1.tlsh_EXP'));
    expect([[hash(small, undefined, 256), 'example_data/small.txt']]).toEqual(rows('small.128.1.cons.tlsh_EXP'));
  });

  it('6,480 scores, with and without length', () => {
    const digests = new Map(rows('example_data.128.1.len.out_EXP').map(([text, name]) => [name, parse(text)]));
    let count = 0;
    for (const kind of ['len', 'xlen']) {
      for (const scores of ['scores', 'xref.scores']) {
        const expected = rows(`example_data.128.1.${kind}.${scores}_EXP`);
        const options = { withLength: kind === 'len' };
        const actual = expected.map(([one, other]) => {
          return [one, other, String(digestDistance(digests.get(one)!, digests.get(other)!, options))];
        });
        expect(actual).toEqual(expected);
        count += expected.length;
      }
    }
    expect(count).toBe(6480);
  });

  it('the two strings of simple_unittest', () => {
    const text = read('simple_unittest.128.1.EXP').toString();
    // The C program hashes its strings with the zero byte at their end.
    const [one, other] = [...text.matchAll(/^str\d = '(.*)'$/gm)].map(([, string]) => hash(Buffer.from(`${string}\0`)));
    const expected = [...text.matchAll(/^hash\d = (.*)$/gm)].map(([, digest]) => digest);
    expect(expected).toEqual([one, other, one, other, one, other, one, other].slice(0, expected.length));
    expect(text).toContain(`difference (same strings) = ${digestDistance(parse(one), parse(one))}\n`);
    expect(text).toContain(`difference (with len) = ${digestDistance(parse(one), parse(other))}\n`);
    const withoutLength = digestDistance(parse(one), parse(other), { withLength: false });
    expect(text).toContain(`difference (without len) = ${withoutLength}\n`);
  });

  it('22 lengths', () => {
    const text = read('testlen.128.1.out_EXP').toString();
    const expected = [...text.matchAll(/^ *(\d+) testlen2.txt\n(T1\S+)/gm)].map(([, length, digest]) => [
      length,
      digest,
    ]);
    expect(expected).toHaveLength(22);
    const line = Buffer.from(`${'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890!@#$%^&*()'}\n`);
    for (const [length, digest] of expected) expect(hash(Buffer.alloc(Number(length), line))).toBe(digest);
  });

  it('256 buckets and three bytes of checksum', () => {
    // Stands for four lines of the reference's example_data.256.3.len.out_EXP, which the data folder lacks.
    const names = ['021106_yossivassa', '0Alice', 'ledger091505', 'website_course_descriptors06-07'];
    const digests = names.map((name) => hash(read(`example_data/${name}.txt`), { buckets: 256, checksumBytes: 3 }));
    expect(createHash('sha256').update(digests.join()).digest('hex')).toBe(
      '7f81cd5b884f61f37f934a8974cd41b73d43e9875891553c1310220112fa96e1',
    );
  });
});
