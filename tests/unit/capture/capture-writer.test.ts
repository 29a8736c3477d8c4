import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchBuffer } from '../../../main/capture/batch-buffer';
import { CaptureWriter } from '../../../main/capture/capture-writer';
import { encodePcap } from '../../support/encode-pcap';
import { exportCapture } from '../../../main/capture/export-capture';
import { RingWriter } from '../../../main/capture/ring-writer';
import { counting, join, packetsOf, pcapHeader, pcapRecord, readAll } from './capture-bytes';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kanaria-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

const startUs = 1_700_000_000_123_456;

/** Packets of 0, 1, 2, ... bytes, a second apart, of one link type or of several in turn. */
function batchOf(count: number, linkTypes: readonly number[] = [1], bytes = -1): BatchBuffer {
  const batch = new BatchBuffer(count);
  batch.reset(counting(70_000));
  for (let index = 0; index < count; index++) {
    const length = bytes < 0 ? index : bytes;
    batch.add(index, length, length + 1, startUs + index * 1e6, linkTypes[index % linkTypes.length]);
  }
  return batch;
}

describe('CaptureWriter', () => {
  it('writes pcapng with an interface per link type that reads back the same', async () => {
    const batch = batchOf(20, [1, 101, 1, 113]);
    batch.timestampsUs[3] += 0.25;
    const writer = new CaptureWriter(path.join(folder, 'a.pcapng'));
    expect(await writer.open()).toBeNull();
    expect(await writer.write(batch, 0, 7)).toBeNull();
    expect(await writer.write(batch, 7)).toBeNull();
    await writer.close();
    const { packets, reader } = readAll(await readFile(writer.path));
    expect(packets).toEqual(packetsOf(batch));
    expect(reader.linkTypes).toEqual([1, 101, 113]);
    expect(writer).toMatchObject({ packets: 20, bytes: reader.streamBytes, skippedPackets: 0 });
  });

  it('writes pcap where the name asks for it, for one link type only', async () => {
    const writer = new CaptureWriter(path.join(folder, 'a.pcap'));
    await writer.open();
    await writer.write(batchOf(4, [1, 101]));
    await writer.close();
    const records = [0, 2].map((each) =>
      pcapRecord(1_700_000_000 + each, 123_456, counting(each, each), { wire: each + 1 }),
    );
    expect(new Uint8Array(await readFile(writer.path))).toEqual(join(pcapHeader(), ...records));
    expect(writer.skippedPackets).toBe(2);
  });

  it('has every packet in the file when a write is done', async () => {
    const writer = new CaptureWriter(path.join(folder, 'live.pcapng'));
    await writer.open();
    for (let round = 1; round <= 3; round++) {
      await writer.write(batchOf(5));
      expect(readAll(await readFile(writer.path)).packets).toHaveLength(5 * round);
    }
    await writer.close();
  });

  it('says why a file cannot be written', async () => {
    const open = async (name: string) => (await new CaptureWriter(path.join(folder, name)).open())?.kind;
    expect(await open('no/such/folder.pcapng')).toBe('missing');
    expect(await open('.')).toBe('not-saved');
  });

  it.runIf(existsSync('/dev/full'))('gives a full disk back as a value and goes quiet', async () => {
    const writer = new CaptureWriter('/dev/full', 'pcapng');
    expect(await writer.open()).toMatchObject({ kind: 'disk-full' });
    expect(await writer.write(batchOf(5))).toBeNull();
    expect(writer.packets).toBe(0);
  });
});

describe('encodePcap', () => {
  it('makes the file byte by byte', () => {
    const packets = [
      { timestampUs: 1_000_002, data: counting(5) },
      { timestampUs: 2_999_999.9, data: counting(3), wireLength: 60 },
    ];
    const records = [pcapRecord(1, 2, counting(5)), pcapRecord(3, 0, counting(3), { wire: 60 })];
    expect(encodePcap(packets, { linkType: 101 })).toEqual(join(pcapHeader({ network: 101 }), ...records));
    expect(encodePcap([])).toEqual(pcapHeader());
  });

  it('keeps nanoseconds when asked to', () => {
    const [packet] = readAll(
      encodePcap([{ timestampUs: startUs + 0.25, data: counting(1) }], { isNanosecond: true }),
    ).packets;
    expect(packet.us).toBe(startUs + 0.25);
  });
});

describe('exportCapture', () => {
  it('leaves one whole file under the name asked for', async () => {
    const file = path.join(folder, 'saved.pcapng');
    expect(await exportCapture(file, [batchOf(5), batchOf(3)])).toEqual({ kind: 'ok', packets: 8 });
    expect(await readdir(folder)).toEqual(['saved.pcapng']);
    expect(readAll(await readFile(file)).packets).toHaveLength(8);
  });

  it('leaves nothing behind when it fails', async () => {
    await mkdir(path.join(folder, 'taken.pcapng'));
    const result = await exportCapture(path.join(folder, 'taken.pcapng'), [batchOf(5)]);
    expect(result.kind).toBe('failed');
    expect(await readdir(folder)).toEqual(['taken.pcapng']);
    const nowhere = await exportCapture(path.join(folder, 'no', 'x.pcapng'), []);
    expect(nowhere).toMatchObject({ kind: 'failed', failure: { kind: 'missing' } });
    expect(JSON.stringify(nowhere)).not.toContain('.part');
  });
});

describe('RingWriter', () => {
  const clockAt = { ms: new Date(2026, 10, 22, 18, 40, 0).getTime() };
  const ringOf = (name: string, options: ConstructorParameters<typeof RingWriter>[1]) =>
    new RingWriter(path.join(folder, name), options, () => clockAt.ms);

  it('begins a new file when one is full and keeps the newest ones', async () => {
    const ring = ringOf('watch.pcapng', { maxFileBytes: 10_000, maxFiles: 3 });
    expect(await ring.open()).toBeNull();
    expect(await readdir(folder)).toEqual(['watch_00001_20261122184000.pcapng']);
    await ring.write(batchOf(50, [1], 1000));
    await ring.write(batchOf(4, [1], 60_000));
    await ring.close();
    const names = await readdir(folder);
    expect(names.map((name) => name.slice(0, 12))).toEqual(['watch_00008_', 'watch_00009_', 'watch_00010_']);
    expect(ring.files).toEqual(names.map((name) => path.join(folder, name)));
    for (const file of ring.files)
      expect(readAll(await readFile(file)).reader).toMatchObject({ packets: 1, damagedAt: null });
  });

  it('begins a new file when one is old', async () => {
    const ring = ringOf('hour', { maxFileMs: 60_000 });
    await ring.open();
    for (let minute = 0; minute < 3; minute++) {
      await ring.write(batchOf(2));
      await ring.write(batchOf(2));
      clockAt.ms += 60_000;
    }
    await ring.close();
    expect(await readdir(folder)).toEqual([
      'hour_00001_20261122184000.pcapng',
      'hour_00002_20261122184100.pcapng',
      'hour_00003_20261122184200.pcapng',
    ]);
    for (const file of ring.files) expect(readAll(await readFile(file)).packets).toHaveLength(4);
  });

  it.runIf(existsSync('/dev/full'))('stops writing when the disk is full and tells it once', async () => {
    const ring = ringOf('full.pcapng', {});
    clockAt.ms = new Date(2026, 0, 2, 3, 4, 5).getTime();
    await symlink('/dev/full', path.join(folder, 'full_00001_20260102030405.pcapng'));
    expect(await ring.open()).toMatchObject({ kind: 'disk-full', message: expect.stringContaining('full') });
    expect(await ring.write(batchOf(3))).toBeNull();
    expect(ring.failure?.kind).toBe('disk-full');
    await ring.close();
  });

  it('tells when it cannot begin at all', async () => {
    await writeFile(path.join(folder, 'file'), '');
    expect(await ringOf('file/ring.pcapng', {}).open()).toMatchObject({ kind: 'missing' });
  });
});
