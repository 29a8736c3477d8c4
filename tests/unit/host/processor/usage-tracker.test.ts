import { describe, expect, it } from 'vitest';
import { CoreUsage } from '../../../../main/host/processor/core-usage';
import { UsageTracker, type ProcessReading } from '../../../../main/host/processor/usage-tracker';

function reading(pid: number, cpuSeconds: number, part: Partial<ProcessReading> = {}): ProcessReading {
  return { pid, parent: 1, name: `p${pid}`, start: '1', cpuSeconds, endedSeconds: 0, residentBytes: 1e8, ...part };
}

/** One complete reading a second. */
function track(seconds: number, readingsAt: (second: number) => ProcessReading[], follow: number[] = []): UsageTracker {
  const tracker = new UsageTracker();
  for (const pid of follow) tracker.follow(pid);
  for (let second = 0; second <= seconds; second++) tracker.add(readingsAt(second), second * 1000, true);
  return tracker;
}

describe('the use of processes', () => {
  it('is told over ten seconds and over a minute', () => {
    const tracker = track(90, (second) => [reading(7, second < 80 ? second * 0.2 : 16 + (second - 80))]);
    expect(tracker.usageOf(7)).toMatchObject({ cpu: expect.closeTo(1, 6) as number });
    expect(tracker.usageOf(7)?.cpuMinute).toBeCloseTo((10 + 50 * 0.2) / 60, 6);
    expect(tracker.usageOf(8)).toBeNull();
  });

  it('of a tree counts descendants once, also those that have ended', () => {
    // The parent starts a child every ten seconds, which takes one second of the processor for each and ends.
    const tracker = track(
      120,
      (second) => {
        const ended = Math.floor(second / 10);
        const child = reading(100 + ended, second % 10, { parent: 7, start: String(ended) });
        return [reading(7, 0.1 * second, { endedSeconds: ended * 10 }), child];
      },
      [7],
    );
    expect(tracker.usageOf(7)?.cpuMinute).toBeCloseTo(0.1, 2);
    expect(tracker.usageOf(7)?.treeCpuMinute).toBeCloseTo(1.1, 1);
  });

  it('is even or uneven', () => {
    const even = track(300, (second) => [reading(7, second * 0.5)], [7]).usageOf(7);
    expect(even).toMatchObject({ variation: expect.closeTo(0, 6) as number, variationSeconds: 295 });
    const uneven = track(300, (second) => [reading(7, Math.floor(second / 20) * 10)], [7]).usageOf(7);
    expect(uneven?.variation).toBeGreaterThan(1);
    expect(track(12, (second) => [reading(7, second)], [7]).usageOf(7)?.variation).toBeNull();
  });

  it('begins anew when a number is given again, and after the machine has slept', () => {
    const tracker = track(30, (second) => [reading(7, second)], [7]);
    tracker.add([reading(7, 0.5, { start: '2' })], 31_000, true);
    expect(tracker.usageOf(7)?.cpu).toBeNull();
    const slept = track(30, (second) => [reading(7, second)], [7]);
    slept.add([reading(7, 31)], 5_000_000, true);
    expect(slept.usageOf(7)).toMatchObject({ cpu: null, variation: null });
  });

  it('of a miner’s size in memory is a hint', () => {
    const size = (mebibytes: number) => {
      const tracker = track(2, () => [reading(7, 0, { residentBytes: mebibytes * 2 ** 20 })]);
      return tracker.usageOf(7)?.hints;
    };
    expect([size(300), size(2340), size(8000)]).toEqual([[], ['randomx-memory'], []]);
  });

  it('lists the busiest first', () => {
    const tracker = track(70, (second) => [reading(1, 0), reading(2, second * 0.9), reading(3, second * 0.1)]);
    expect(tracker.busiest(2).map(({ pid }) => pid)).toEqual([2, 3]);
  });
});

describe('the use of cores', () => {
  it('is a share of all and of each over the last ten seconds', () => {
    const usage = new CoreUsage();
    expect(usage.shares()).toBeNull();
    for (let second = 0; second <= 30; second++) {
      const busy = second < 20 ? 0 : (second - 20) * 100;
      usage.add(
        [
          { busy, total: second * 100 },
          { busy: 0, total: second * 100 },
        ],
        second * 1000,
      );
    }
    expect(usage.shares()).toEqual({ usage: 0.5, perCore: [1, 0] });
  });
});
