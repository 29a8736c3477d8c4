import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, realpathSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Comparer } from '../../../../main/similarity/scan/comparer';
import { openFile } from '../../../../main/similarity/scan/open-file';
import { ScanGauge } from '../../../../main/similarity/scan/scan-gauge';
import type { ScanFinding } from '../../../../main/similarity/scan/scan-messages';
import { scanFile } from '../../../../main/similarity/scan/scan-file';
import { startScan } from '../../../../main/similarity/scan/scan-session';
import { formatDigest } from '../../../../main/similarity/tlsh/format-digest';
import { TlshHasher } from '../../../../main/similarity/tlsh/tlsh-hasher';
import { scannedFileSchema } from '../../../../shared/similarity';
import { isPosix, makePipe, makeTree, removeTree } from './make-tree';
import { makeClusters } from './small-clusters';

/** Any program does as the miner that is looked for. */
const program = realpathSync(process.platform === 'win32' ? 'C:\\Windows\\System32\\where.exe' : '/bin/ls');
const programBytes = readFileSync(program);
const trees: string[] = [];
let comparer: Comparer;

beforeAll(() => {
  comparer = new Comparer(makeClusters({ 'Example-1': digestOf(programBytes) }));
});
afterEach(() => trees.splice(0).forEach(removeTree));

function put(name: string, content: Uint8Array | string): string {
  const root = makeTree({ [name]: content });
  trees.push(root);
  return path.join(root, name);
}

function digestOf(bytes: Uint8Array): string {
  const hasher = new TlshHasher();
  hasher.update(bytes);
  const result = hasher.finish();
  return result.kind === 'digest' ? formatDigest(result.digest) : result.reason;
}

/** `onPiece` is called after each piece of 256 KiB. */
async function scan(file: string, maxFileBytes = 2 ** 31, onPiece: () => void = () => {}): Promise<ScanFinding[]> {
  const pause = (): null => {
    onPiece();
    return null;
  };
  const tools = { comparer, maxFileBytes, control: { gauge: new ScanGauge(), lane: 0, pause } };
  const findings: ScanFinding[] = [];
  const job = { kind: 'file', path: Buffer.from(file), shownPath: file, size: 0, about: {}, isOpened: true } as const;
  for await (const finding of scanFile(job, tools)) {
    if (finding.kind === 'file') scannedFileSchema.strict().parse(finding.file);
    findings.push(finding);
  }
  return findings;
}

async function scanOne(...args: Parameters<typeof scan>) {
  const [finding] = await scan(...args);
  if (finding.kind !== 'file') throw new Error(`${finding.skipped.path}: ${finding.skipped.reason}`);
  return finding.file;
}

describe('startScan', () => {
  it('counts each file when it tells of it', async () => {
    const root = makeTree({ a: 'one', b: programBytes, c: 'three' });
    trees.push(root);
    const counted: number[] = [];
    const onFile = (): void => void counted.push(session.describe().summary.files);
    const session = startScan({ kind: 'paths', paths: [root] }, { onFile }, { workers: 0 });
    expect(await session.done).toMatchObject({ kind: 'ended', summary: { files: 3 } });
    expect(counted).toEqual([1, 2, 3]);
    expect(session.describe()).toMatchObject({ progress: { files: 3, filesInAll: 3 }, summary: { files: 3 } });
  });
});

describe('scanFile', () => {
  it('hashes a file in one pass and says how near it is', async () => {
    const file = await scanOne(program);
    expect(file).toMatchObject({ size: programBytes.length, tlsh: digestOf(programBytes), assessment: 'very-close' });
    expect(file.sha256).toBe(createHash('sha256').update(programBytes).digest('hex'));
    expect(file.nearest[0]).toMatchObject({ cluster: 'Example-1', family: 'Example', distance: 0 });
    expect(file.why[0]).toMatch(/^Distance 0 to Example-1/);
    expect(file.why).toHaveLength(file.reasons.length);
  });

  it.runIf(process.platform === 'linux')('finds a program that was made ten times as long', async () => {
    const padded = put('padded', Buffer.concat([programBytes, Buffer.alloc(programBytes.length * 9, 'padding ')]));
    const file = await scanOne(padded);
    expect(file.tlsh).toBe(digestOf(readFileSync(padded)));
    expect(file).toMatchObject({ format: 'elf', assessment: 'match' });
    expect(file.reasons[0]).toMatchObject({ code: 'padded', overlayBytes: programBytes.length * 9 });
  });

  it('says of what gives no digest why', async () => {
    expect(await scanOne(put('empty', ''))).toMatchObject({ size: 0, tlsh: null, assessment: 'not-assessable' });
    expect((await scanOne(put('small', 'x'.repeat(49)))).reasons[0]).toEqual({ code: 'too-small', bytes: 49 });
    expect((await scanOne(put('even', 'x'.repeat(9999)))).reasons[0]).toEqual({ code: 'too-uniform' });
  });

  it('reads a larger file than allowed in part, and says so', async () => {
    const file = put('large', 'stratum+tcp://pool.supportxmr.com:3333 randomx --donate-level=1\n'.repeat(100));
    truncateSync(file, 100e9);
    const scanned = await scanOne(file, 1_000_000);
    expect(scanned).toMatchObject({ size: 100e9, sha256: null, tlsh: null, assessment: 'not-assessable' });
    expect(scanned.reasons).toContainEqual({ code: 'too-large', bytes: 100e9, readBytes: 1_000_000 });
  });

  it.runIf(process.platform === 'linux')('still compares the program at the beginning of one too large', async () => {
    const file = put('inflated', programBytes);
    truncateSync(file, 50e9);
    const scanned = await scanOne(file, 8_000_000);
    expect(scanned).toMatchObject({ tlsh: null, assessment: 'match' });
    expect(scanned.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['padded', 'too-large']));
  });

  it('leaves out a file that grows, shrinks or is written to while it is read', async () => {
    const content = Buffer.alloc(600_000, programBytes);
    for (const disturb of [
      (file: string) => appendFileSync(file, 'x'),
      (file: string) => truncateSync(file, 10),
      (file: string) => writeFileSync(file, Buffer.alloc(content.length, 'y')),
    ]) {
      const file = put('changing', content);
      let pieces = 0;
      const findings = await scan(file, undefined, () => {
        if (pieces++ === 0) disturb(file);
      });
      expect(findings).toEqual([{ kind: 'skipped', skipped: { path: file, reason: 'changed-while-read' } }]);
    }
  });

  it.runIf(isPosix)('never waits for a pipe that took the place of a file', () => {
    expect(openFile(Buffer.from(makePipe(`${put('x', '')}.pipe`)))).toBe('special-file');
    expect(openFile(Buffer.from('/dev/zero'))).toBe('special-file');
    expect(openFile(Buffer.from('/nowhere/at/all'))).toBe('missing');
    expect(openFile(Buffer.from(path.dirname(program)))).toBe('special-file');
  });

  it('looks into archives', async () => {
    const packed = put('ls.gz', gzipSync(programBytes));
    const [outer, inner] = await scan(packed);
    expect(outer).toMatchObject({ kind: 'file', file: { path: packed, format: 'other' } });
    expect(inner).toMatchObject({
      kind: 'file',
      file: { assessment: 'very-close', tlsh: digestOf(programBytes), size: programBytes.length },
    });
    const cut = await scan(put('cut.gz', gzipSync(programBytes).subarray(0, 1000)));
    expect(cut.at(-1)).toMatchObject({ kind: 'skipped', skipped: { reason: 'archive-damaged' } });
  });
});
