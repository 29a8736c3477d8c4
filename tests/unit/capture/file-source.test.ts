import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeReadFailure } from '../../../main/capture/file-failure';
import { FileSource } from '../../../main/capture/file-source';
import {
  counting,
  enhancedPacket,
  interfaceBlock,
  join,
  packetsOf,
  pcapHeader,
  pcapRecord,
  section,
} from './capture-bytes';
import type { ReadPacket } from './capture-bytes';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kanaria-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A pcap of 20,000 packets of 3 to 1,022 bytes: 10 MB, so that several pieces are read. */
const large = join(
  pcapHeader(),
  ...Array.from({ length: 20_000 }, (_, index) => pcapRecord(index + 1, 0, counting(3 + (index % 1020), index))),
);

async function read(name: string, content?: Uint8Array, signal = new AbortController().signal) {
  const file = path.join(folder, name);
  if (content !== undefined) await writeFile(file, content);
  const source = new FileSource(file);
  const packets: ReadPacket[] = [];
  for await (const batch of source.open(signal)) packets.push(...packetsOf(batch));
  return { packets, stats: source.stats(), file };
}

describe('FileSource', () => {
  it('reads a file in pieces and counts what it read', async () => {
    const { packets, stats } = await read('large.pcap', large);
    expect(packets).toHaveLength(20_000);
    for (const [index, { data, us }] of packets.entries()) {
      if (us !== (index + 1) * 1e6 || data.length !== 3 + (index % 1020) || data[0] !== (index & 0xff)) {
        expect.fail(`packet ${index} is wrong`);
      }
    }
    expect(stats).toMatchObject({
      packets: 20_000,
      bytes: large.length - 24 - 20_000 * 16,
      readBytes: large.length,
      totalBytes: large.length,
      damagedAt: null,
      linkTypes: [1],
      failure: null,
      warnings: [],
      dropped: null,
    });
  });

  it('reads gzip whatever its name, in one member or in several', async () => {
    const packet = (time: bigint) => enhancedPacket(0, time, counting(60));
    const capture = join(section(), interfaceBlock(1), packet(1n), packet(2n));
    for (const at of [0, 5, 30, 60, capture.length]) {
      const zipped = join(gzipSync(capture.subarray(0, at)), gzipSync(capture.subarray(at)));
      const { packets, stats } = await read('capture.pcapng', zipped);
      expect(packets.map((each) => each.us)).toEqual([1, 2]);
      expect(stats).toMatchObject({
        readBytes: zipped.length,
        totalBytes: zipped.length,
        damagedAt: null,
        failure: null,
      });
    }
    const padded = await read('padded.gz', join(gzipSync(capture), new Uint8Array(1000)));
    expect([padded.packets.length, padded.stats.damagedAt]).toEqual([2, null]);
    expect((await read('large.pcap.gz', gzipSync(large))).packets).toHaveLength(20_000);
  });

  it('reads a gzip file up to where it is cut off or damaged, and says where', async () => {
    const zipped = gzipSync(large, { level: 1 });
    const half = zipped.length >> 1;
    const cut = await read('cut.gz', zipped.subarray(0, half));
    expect(cut.packets.length).toBeGreaterThan(5_000);
    expect(cut.stats.failure).toBeNull();
    expect(cut.stats.warnings).toMatchObject([{ code: 'damaged', words: expect.stringContaining('cut off') }]);
    expect(cut.stats.damagedAt).toBe(24 + 16 * cut.stats.packets + cut.stats.bytes);

    const wrong = zipped.slice();
    wrong.fill(0xff, half, half + 50);
    const damaged = await read('damaged.gz', wrong);
    expect(damaged.packets.length).toBeGreaterThan(5_000);
    expect(damaged.stats.failure).toBeNull();
    expect(damaged.stats.damagedAt).not.toBeNull();

    const small = join(pcapHeader(), ...Array.from({ length: 70 }, (_, index) => pcapRecord(1, index, counting(60))));
    const checksum = gzipSync(small);
    checksum[checksum.length - 6] ^= 1;
    const last = await read('checksum.gz', checksum);
    expect(last.packets.length).toBeGreaterThan(50);
    expect(last.stats.warnings).toMatchObject([{ words: expect.stringContaining('compressed data is damaged') }]);
  });

  it('calls a gzip file that holds no capture no capture', async () => {
    const note = new TextEncoder().encode('a note of no interest');
    expect((await read('note.gz', gzipSync(note))).stats.failure?.kind).toBe('not-a-capture');
    expect((await read('stub.gz', gzipSync(note).subarray(0, 5))).stats.failure?.kind).toBe('not-a-capture');
    expect((await read('void.gz', gzipSync(new Uint8Array(0)))).stats.failure?.kind).toBe('empty');
  });

  it('tells a missing file, a folder, an empty file and no capture apart', async () => {
    expect((await read('nowhere.pcap')).stats.failure).toMatchObject({ kind: 'missing' });
    expect((await read('.')).stats.failure).toMatchObject({ kind: 'not-a-capture' });
    expect((await read('empty.pcap', new Uint8Array(0))).stats.failure).toMatchObject({ kind: 'empty' });
    expect((await read('x', Uint8Array.of(0x1f))).stats.failure).toMatchObject({ kind: 'not-a-capture' });
    const denied = describeReadFailure(Object.assign(new Error('no'), { code: 'EACCES' }), 'a.pcap');
    expect(denied).toMatchObject({ kind: 'no-permission', message: 'a.pcap may not be read by this user.' });
    expect(describeReadFailure(Object.assign(new Error('no'), { code: 'EIO' }), 'a.pcap').kind).toBe('unreadable');
  });

  it.runIf(process.platform === 'linux')('tells of an error while reading', async () => {
    const source = new FileSource('/proc/self/mem');
    for await (const batch of source.open(new AbortController().signal)) expect(batch.count).toBe(0);
    expect(source.stats().failure).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('EIO') });
  });

  it('stops between batches when it is told to, without calling the rest damaged', async () => {
    const controller = new AbortController();
    const file = path.join(folder, 'aborted.pcap');
    await writeFile(file, large);
    const source = new FileSource(file);
    for await (const batch of source.open(controller.signal)) if (batch.count > 0) controller.abort();
    expect(source.stats().packets).toBeGreaterThan(0);
    expect(source.stats().packets).toBeLessThan(20_000);
    expect(source.stats()).toMatchObject({ damagedAt: null, failure: null });
  });
});
