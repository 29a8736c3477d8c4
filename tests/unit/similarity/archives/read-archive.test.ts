import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { readArchive } from '../../../../main/similarity/archives/read-archive';
import { recogniseArchive } from '../../../../main/similarity/archives/recognise-archive';
import { accessBytes } from '../../../../main/similarity/formats/random-access';
import { hasProgram, requireOrSkip } from '../../../support/requirements';
import { makeBytes } from '../tlsh/make-bytes';
import { collectItems, hashOf } from './collect-items';
import { makeZip } from './make-zip';

const files = {
  'bin/miner': Buffer.from(makeBytes('code', 90_000, 1)),
  'notes.txt': Buffer.from(makeBytes('words', 300, 2)),
  empty: Buffer.alloc(0),
};

/** Paths as `readArchive` gives them. */
const expected = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`a!${name}`, hashOf(bytes)]));

async function makeTar(content: Record<string, Uint8Array>): Promise<Buffer> {
  const tar = pack();
  for (const [name, bytes] of Object.entries(content)) tar.entry({ name }, Buffer.from(bytes));
  tar.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of tar) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-archives-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const [name, bytes] of Object.entries(files)) {
  mkdirSync(path.join(folder, 'tree', path.dirname(name)), { recursive: true });
  writeFileSync(path.join(folder, 'tree', name), bytes);
}
mkdirSync(path.join(folder, 'tree', 'DEBIAN'));
const control = 'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@example.org>\nDescription: a\n';
writeFileSync(path.join(folder, 'tree', 'DEBIAN', 'control'), control);

/** Runs a program in the folder with the files and gives the archive it makes. */
function make(program: string, ...options: readonly string[]): Buffer {
  const output = path.join(folder, `made-${program}.out`);
  rmSync(output, { force: true });
  execFileSync(
    program,
    options.map((option) => option.replace('OUT', output)),
    {
      cwd: path.join(folder, 'tree'),
      stdio: 'ignore',
    },
  );
  return readFileSync(output);
}

/** The checksum of xz and zip; node 20 has none of its own. */
function crc32(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) * 0xedb8_8320);
  }
  return ~sum;
}

const names = Object.keys(files);
const tools = ['tar', 'zip', 'xz', 'zstd', 'gzip', 'dpkg-deb'];

describe.runIf(requireOrSkip(tools.join(', '), tools.every(hasProgram)))(
  'readArchive on archives made by tools',
  () => {
    it.each<[string, string[]]>([
      ['zip', ['-q', '-r', 'OUT', '.', '-x', 'DEBIAN/*']],
      ['zip', ['-q', '-0', '-r', 'OUT', '.', '-x', 'DEBIAN/*']],
      ['tar', ['cf', 'OUT', ...names]],
      ['tar', ['czf', 'OUT', ...names]],
      ['tar', ['cJf', 'OUT', ...names]],
      ['tar', ['--zstd', '-cf', 'OUT', ...names]],
      ['tar', ['--format=posix', '-cJf', 'OUT', ...names]],
    ])('takes the files out of %s %j', async (program, options) => {
      const made = make(program, ...options);
      expect(await collectItems(made)).toMatchObject({ files: expected, skipped: {} });
    });

    it.each(['xz', 'gzip', 'zstd', 'none'])(
      'takes the files and scripts out of a Debian package (%s)',
      async (method) => {
        const made = make('dpkg-deb', `-Z${method}`, '--root-owner-group', '-b', '.', 'OUT');
        const { files: found, skipped } = await collectItems(made);
        expect(skipped).toEqual({});
        expect(found).toEqual({ ...expected, 'a!DEBIAN/control': hashOf(Buffer.from(control)) });
      },
    );

    it.each(['xz', 'gzip', 'zstd'])('takes the one file out of %s', async (program) => {
      const packed = execFileSync(program, ['-c', path.join(folder, 'tree/bin/miner')]);
      expect(await collectItems(packed)).toMatchObject({ files: { 'a!a': hashOf(files['bin/miner']) }, skipped: {} });
    });

    it('skips encrypted files, and only those', async () => {
      make('zip', '-q', '-r', '-P', 'secret', 'OUT', 'bin');
      execFileSync('zip', ['-q', path.join(folder, 'made-zip.out'), 'notes.txt'], { cwd: path.join(folder, 'tree') });
      const { files: found, skipped } = await collectItems(readFileSync(path.join(folder, 'made-zip.out')));
      expect(Object.keys(found)).toEqual(['a!notes.txt']);
      expect(skipped).toEqual({ 'a!bin/miner': 'archive-encrypted' });
    });

    it('reads archives in archives, but no xz inside of an xz, which would wait for ever', async () => {
      const tarXz = make('tar', 'cJf', 'OUT', 'notes.txt');
      const inZip = await collectItems(makeZip([{ name: 'in.tar.xz', bytes: tarXz }]));
      expect(inZip.files).toEqual({
        'a!in.tar.xz': hashOf(tarXz),
        'a!in.tar.xz!notes.txt': hashOf(files['notes.txt']),
      });
      const double = execFileSync('xz', ['-c'], {
        input: await makeTar({ 'in.tar.xz': tarXz, after: Buffer.from('x') }),
      });
      expect(await collectItems(double)).toMatchObject({
        files: { 'a!in.tar.xz': hashOf(tarXz), 'a!after': hashOf(Buffer.from('x')) },
        skipped: { 'a!in.tar.xz': 'archive-too-deep' },
      });
    });

    it('goes on after an archive that was left in the middle', async () => {
      const made = make('tar', 'cJf', 'OUT', ...names);
      for (let i = 0; i < 3; i++) {
        for await (const item of readArchive(accessBytes(made), 'a', 'xz')) {
          if (item.kind === 'entry') break;
        }
      }
      expect((await collectItems(made)).files).toEqual(expected);
    });

    it('gives no memory to a dictionary of 3 GB', async () => {
      const packed = execFileSync('xz', ['-c', path.join(folder, 'tree/notes.txt')]);
      // The block's header: length, flags, filter, length of its properties, size of the dictionary, filling, checksum.
      expect(packed.subarray(12, 16)).toEqual(Buffer.from([2, 0, 0x21, 1]));
      packed[16] = 39;
      packed.writeInt32LE(crc32(packed.subarray(12, 20)), 20);
      expect((await collectItems(packed)).skipped).toEqual({ a: 'archive-too-large' });
    });

    it.each(['notes.txt', 'empty'])('says so where a tar ends before %s', async (name) => {
      const tar = make('tar', 'cf', 'OUT', ...names);
      const { files: found, skipped } = await collectItems(tar.subarray(0, tar.indexOf(name)));
      expect(Object.keys(found)).toEqual(names.slice(0, names.indexOf(name)).map((before) => `a!${before}`));
      expect(skipped).toEqual({ a: 'archive-damaged' });
    });

    it('says so where a Debian package ends after its scripts', async () => {
      const made = make('dpkg-deb', '-Zgzip', '-b', '.', 'OUT');
      const { files: found, skipped } = await collectItems(made.subarray(0, made.indexOf('data.tar')));
      expect(Object.keys(found)).toEqual(['a!DEBIAN/control']);
      expect(skipped).toEqual({ a: 'archive-damaged' });
    });

    it('ends whatever is cut off or changed, and says so where a file did not come whole', async () => {
      const samples = [
        make('tar', 'cJf', 'OUT', ...names),
        make('tar', '--zstd', '-cf', 'OUT', ...names),
        make('tar', 'czf', 'OUT', ...names),
        make('tar', 'cf', 'OUT', ...names),
        make('dpkg-deb', '-Zxz', '-b', '.', 'OUT'),
        makeZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes }))),
      ];
      const which = fc.nat(samples.length - 1);
      const share = fc.double({ min: 0, max: 1, noNaN: true });
      const changes = fc.array(fc.record({ share, value: fc.nat(255) }), { maxLength: 4 });
      const limits = { bytes: 20e6, entries: 1000 };
      await fc.assert(
        fc.asyncProperty(which, share, fc.boolean(), changes, async (sample, cut, isCut, changed) => {
          const broken = Buffer.from(samples[sample]);
          for (const { share: at, value } of changed) broken[Math.floor(at * (broken.length - 1))] = value;
          const held = isCut ? broken.subarray(0, Math.floor(cut * broken.length)) : broken;
          if (recogniseArchive(held) === null) return;
          const { files: found, skipped } = await collectItems(held, limits);
          if (isCut && changed.length === 0 && Object.keys(found).length < names.length)
            expect(skipped).not.toEqual({});
        }),
        { numRuns: 150 },
      );
    });
  },
);

describe('readArchive', () => {
  it('gives a file that is not read to nobody, and goes on', async () => {
    const tar = gzipSync(await makeTar(files));
    const paths = [];
    for await (const item of readArchive(accessBytes(tar), 'a', 'gzip')) paths.push(item.path);
    expect(paths).toEqual(Object.keys(expected));
  });

  it('shows names that steer terminals or are not UTF-8, and never follows them', async () => {
    const strange = ['../../etc/passwd', '/etc/shadow', 'C:\\x\\..\\y', 'new\nline\u001b[31m', 'x'.repeat(5000)];
    const zip = makeZip([
      ...strange.map((name) => ({ name, bytes: files['notes.txt'] })),
      { name: Uint8Array.of(0xff, 0xe9, 0x41), bytes: files['notes.txt'] },
    ]);
    const { files: found } = await collectItems(zip);
    expect(Object.keys(found)).toEqual([
      'a!../../etc/passwd',
      'a!/etc/shadow',
      'a!C:\\x\\..\\y',
      'a!new\ufffdline\ufffd[31m',
      `a!${'x'.repeat(1024)}`,
      'a!\u00ff\u00e9A',
    ]);
  });

  it('opens archives in archives, as deep as it is allowed to', async () => {
    const innermost = makeZip([{ name: 'miner', bytes: files['bin/miner'] }]);
    const inner = gzipSync(await makeTar({ 'c.zip': innermost }));
    const outer = makeZip([{ name: 'b.tgz', bytes: inner }]);
    const whole = await collectItems(outer);
    expect(whole).toMatchObject({ files: { 'a!b.tgz!c.zip!miner': expected['a!bin/miner'] }, skipped: {} });
    const { files: found, skipped } = await collectItems(outer, { depth: 2 });
    expect(Object.keys(found)).toEqual(['a!b.tgz', 'a!b.tgz!c.zip']);
    expect(skipped).toEqual({ 'a!b.tgz!c.zip': 'archive-too-deep' });
  });

  it('ends in archives that are nested without end, and holds little of them', async () => {
    let nested = makeZip([{ name: 'miner', bytes: files['bin/miner'], method: 0 }]);
    for (let depth = 0; depth < 20; depth++) nested = makeZip([{ name: 'z', bytes: nested, method: 0 }]);
    const { skipped } = await collectItems(nested);
    expect(skipped).toEqual({ 'a!z!z!z!z!z!z': 'archive-too-deep' });
    const some = await collectItems(nested, { nestedBytes: 3 * nested.length });
    expect(some.skipped).toEqual({ 'a!z!z!z!z': 'archive-too-large' });
  });

  it('tells of archives that it does not open', async () => {
    const bytes = Buffer.concat([Buffer.from('BZh91AY&SY'), makeBytes('noise', 600, 3)]);
    const { files: found, skipped } = await collectItems(makeZip([{ name: 'n.bz2', bytes }]));
    expect(found).toEqual({ 'a!n.bz2': hashOf(bytes) });
    expect(skipped).toEqual({ 'a!n.bz2': 'archive-unsupported' });
  });

  it('takes an archive in an archive that is too large to hold for a plain file', async () => {
    const inner = makeZip([{ name: 'miner', bytes: files['bin/miner'], method: 0 }]);
    const { files: found, skipped } = await collectItems(makeZip([{ name: 'b', bytes: inner }]), {
      nestedBytes: 50_000,
    });
    expect(found).toEqual({ 'a!b': hashOf(inner) });
    expect(skipped).toEqual({ 'a!b': 'archive-too-large' });
  });

  it('tells of methods it does not know and of damage, file by file', async () => {
    const zip = makeZip([
      { name: 'lzma', bytes: files['notes.txt'], method: 14 },
      { name: 'wrong', bytes: files['bin/miner'] },
      { name: 'right', bytes: files['notes.txt'] },
    ]);
    zip.fill(0xff, 1000, 5000);
    const { files: found, skipped } = await collectItems(zip);
    expect(found).toEqual({ 'a!right': hashOf(files['notes.txt']) });
    expect(skipped).toEqual({ 'a!lzma': 'archive-unsupported', 'a!wrong': 'archive-damaged' });
  });

  it('does not follow positions beyond any file', async () => {
    const zip = makeZip([{ name: 'x', bytes: files['notes.txt'] }]);
    const locator = Buffer.alloc(20, 0xff);
    locator.write('PK\x06\x07', 'latin1');
    const end = zip.length - 22;
    const far = Buffer.concat([zip.subarray(0, end), locator, zip.subarray(end)]);
    expect(await collectItems(far)).toMatchObject({ files: {}, skipped: { a: 'archive-damaged' } });
  });
});

describe('readArchive on bombs', () => {
  const zeros = Buffer.alloc(100e6);
  const most = 65 * 1024 ** 2;

  it('stops where far more comes out of an archive than is in it', async () => {
    for (const bomb of [gzipSync(zeros), makeZip([{ name: 'zeros', bytes: zeros }])]) {
      const { skipped, bytes, files: found } = await collectItems(bomb);
      expect(found).toEqual({});
      expect(Object.values(skipped)).toEqual(['archive-too-large']);
      expect(bytes).toBeLessThan(most);
    }
  });

  it('stops at entries that lie over each other', async () => {
    const bomb = makeZip([{ name: 'zeros', bytes: zeros.subarray(0, 10e6) }], { copies: 5000 });
    const { skipped, bytes } = await collectItems(bomb);
    expect(skipped).toMatchObject({ a: 'archive-too-large' });
    expect(bytes).toBeLessThan(most);
  });

  it('counts what comes out of all archives in one another together', async () => {
    const inner = makeZip([{ name: 'zeros', bytes: zeros.subarray(0, 30e6) }]);
    const bomb = makeZip(Array.from({ length: 16 }, (_, i) => ({ name: `${i}.zip`, bytes: inner, method: 0 })));
    const { skipped, bytes } = await collectItems(bomb, { ratio: 10 });
    expect(skipped).toMatchObject({ 'a!2.zip!zeros': 'archive-too-large', a: 'archive-too-large' });
    expect(bytes).toBeLessThan(most + 2e6);
  });

  it('stops at too many entries', async () => {
    const many = makeZip([{ name: 'x', bytes: Buffer.alloc(0) }], { copies: 3000 });
    const { skipped, files: found } = await collectItems(many, { entries: 1000 });
    expect(skipped).toEqual({ a: 'archive-too-large' });
    expect(Object.keys(found)).toEqual(['a!x']);
  });

  it('gives no memory to windows of any size', async () => {
    const hugeWindow = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, ...new Uint8Array(40)]);
    const hugeContent = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0x70, ...new Uint8Array(40)]);
    const before = process.memoryUsage().rss;
    expect((await collectItems(hugeWindow)).skipped).toEqual({ a: 'archive-too-large' });
    expect((await collectItems(hugeContent)).skipped).toEqual({ a: 'archive-too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  it('stops where tiny blocks would move a large window each', async () => {
    const block = [0x02, 0, 0, 0];
    const blocks = Buffer.from(Array.from({ length: 20_000 }, () => block).flat());
    const bomb = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x88]), blocks]);
    const { skipped } = await collectItems(bomb);
    expect(skipped).toEqual({ a: 'archive-too-large' });
  });
});
