import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FileSource } from '../../../main/capture/file-source';
import { StdinSource } from '../../../main/capture/stdin-source';
import { counting, join, packetsOf, pcapHeader, pcapRecord } from './capture-bytes';

const never = new AbortController().signal;
const record = pcapRecord(1, 0, counting(60));

async function readStream(stream: Readable) {
  const source = new StdinSource(stream);
  let packets = 0;
  for await (const batch of source.open(never)) packets += packetsOf(batch).length;
  return { packets, stats: source.stats() };
}

describe('StdinSource', () => {
  it('reads a capture from a pipe, plain and compressed, in pieces of any size', async () => {
    const capture = join(pcapHeader(), record, record, record);
    for (const content of [capture, gzipSync(capture)]) {
      for (const size of [1, 7, content.length]) {
        const pieces = Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
          content.slice(at * size, at * size + size),
        );
        const { packets, stats } = await readStream(Readable.from(pieces, { objectMode: false }));
        expect(packets).toBe(3);
        expect(stats).toMatchObject({ readBytes: content.length, totalBytes: null, damagedAt: null, failure: null });
      }
    }
  });

  it('gives each packet as soon as it is there, and empty batches meanwhile', async () => {
    const pipe = new PassThrough();
    const batches = new StdinSource(pipe).open(never);
    const nextPackets = async (): Promise<number> => {
      for (;;) {
        const { value } = await batches.next();
        if (value === undefined || value.count > 0) return value?.count ?? -1;
      }
    };
    pipe.write(join(pcapHeader(), record));
    expect(await nextPackets()).toBe(1);
    expect((await batches.next()).value?.count).toBe(0);
    pipe.write(join(record, record.subarray(0, 30)));
    expect(await nextPackets()).toBe(1);
    pipe.write(record.subarray(30));
    expect(await nextPackets()).toBe(1);
    pipe.end();
    expect(await nextPackets()).toBe(-1);
  });

  it('ends when it is told to, while nothing comes', async () => {
    const controller = new AbortController();
    const pipe = new PassThrough();
    const source = new StdinSource(pipe);
    pipe.write(join(pcapHeader(), record, record.subarray(0, 20)));
    for await (const batch of source.open(controller.signal)) if (batch.count === 0) controller.abort();
    expect(source.stats()).toMatchObject({ packets: 1, damagedAt: null, failure: null });
    expect(pipe.destroyed).toBe(true);
  });

  it('says that nothing, text or a terminal is no capture', async () => {
    expect((await readStream(Readable.from([], { objectMode: false }))).stats.failure?.kind).toBe('empty');
    const text = await readStream(Readable.from([Buffer.from('hello world')], { objectMode: false }));
    expect(text.stats.failure?.message).toMatch(/^Standard input is not a capture/);
    const terminal = Object.assign(new PassThrough(), { isTTY: true });
    expect((await readStream(terminal)).stats.failure?.message).toContain('terminal');
  });

  it('keeps what came before the stream broke', async () => {
    const pipe = new PassThrough();
    pipe.write(join(pcapHeader(), record));
    const source = new StdinSource(pipe);
    for await (const batch of source.open(never)) {
      if (batch.count > 0) pipe.destroy(Object.assign(new Error('gone'), { code: 'EIO' }));
    }
    expect(source.stats()).toMatchObject({ packets: 1, failure: { kind: 'unreadable' } });
  });
});

describe.runIf(process.platform !== 'win32')('FileSource on a named pipe', () => {
  it('reads it as it comes', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kanaria-pipe-'));
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    createWriteStream(pipe).end(join(pcapHeader(), record, record));
    const source = new FileSource(pipe);
    let packets = 0;
    for await (const batch of source.open(never)) packets += batch.count;
    expect([packets, source.stats().totalBytes, source.stats().failure]).toEqual([2, null, null]);
    await rm(folder, { recursive: true });
  });
});
