import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoSource } from '../../../main/capture/demo-source';
import type { PlayClock } from '../../../main/capture/demo-source';
import { encodePcap } from '../../support/encode-pcap';
import { counting } from './capture-bytes';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kanaria-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A clock that only runs while somebody sleeps. */
function createClock(): PlayClock {
  let now = 1000;
  return {
    nowMs: () => now,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
}

/** Plays packets at these seconds and tells when (in ms since the start) each of them came out. */
async function play(atSeconds: readonly number[], speed: number, signal = new AbortController().signal) {
  const file = path.join(folder, 'demo.pcap');
  await writeFile(file, encodePcap(atSeconds.map((second) => ({ timestampUs: second * 1e6, data: counting(60) }))));
  const clock = createClock();
  const source = new DemoSource(file, { speed, clock });
  const startMs = clock.nowMs();
  const playedMs: number[] = [];
  let longestPauseMs = 0;
  let lastMs = startMs;
  for await (const batch of source.open(signal)) {
    const nowMs = clock.nowMs() - startMs;
    longestPauseMs = Math.max(longestPauseMs, clock.nowMs() - lastMs);
    lastMs = clock.nowMs();
    for (let index = 0; index < batch.count; index++) playedMs.push(nowMs);
  }
  return { playedMs, longestPauseMs, stats: source.stats() };
}

describe('DemoSource', () => {
  it('plays packets in the pace of the capture', async () => {
    const { playedMs, longestPauseMs, stats } = await play([100, 100, 100.5, 102], 1);
    expect(playedMs).toEqual([0, 0, 500, 2000]);
    expect(longestPauseMs).toBeLessThanOrEqual(100);
    expect(stats).toMatchObject({ packets: 4, bytes: 240, totalBytes: null, failure: null });
  });

  it('plays faster', async () => {
    expect((await play([100, 110, 160], 20)).playedMs).toEqual([0, 500, 3000]);
  });

  it('never waits for a clock that ran backwards, and only for a while for one that jumped', async () => {
    const { playedMs } = await play([1000, 400, 1001, 90_000_000, 90_000_001], 1);
    expect(playedMs).toEqual([0, 0, 1000, 6000, 7000]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    expect((await play([1, 2, 3], 1, controller.signal)).playedMs.length).toBeLessThanOrEqual(1);
  });

  it('reports a file that it cannot play', async () => {
    const source = new DemoSource(path.join(folder, 'nowhere.pcap'));
    for await (const batch of source.open(new AbortController().signal)) expect(batch.count).toBe(0);
    expect(source.stats().failure?.kind).toBe('missing');
  });
});
