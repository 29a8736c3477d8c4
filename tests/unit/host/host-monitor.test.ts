import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HostMonitor, type HostParts } from '../../../main/host/host-monitor';
import type { ProcessUsage } from '../../../main/host/process-usage';
import { withoutReadings } from '../../../main/host/without-readings';
import type { PowerReport } from '../../../shared/host';
import { localProgram } from '../../support/known-owner';

afterEach(() => vi.useRealTimers());

const worker = localProgram({ pid: 4711, name: 'worker', path: '/usr/bin/worker' });
const usage: ProcessUsage = {
  pid: 4711,
  name: 'worker',
  cpu: 1,
  cpuMinute: 1,
  treeCpuMinute: 1,
  variation: 0.1,
  variationSeconds: 60,
  cpuSeconds: 60,
  residentBytes: 1e8,
  hints: [],
};
const power: PowerReport = {
  total: { kind: 'measured', watts: 30, driver: 'battery' },
  scope: 'machine',
  sources: [
    {
      id: 'rapl:0',
      driver: 'rapl',
      part: 'processor',
      label: 'package-0',
      watts: { kind: 'measured', watts: 20, driver: 'rapl' },
    },
    // The same once more.
    {
      id: 'hwmon:hwmon1:power1',
      driver: 'hwmon',
      part: 'processor',
      label: 'amdgpu PPT',
      watts: { kind: 'measured', watts: 21, driver: 'hwmon' },
    },
  ],
  advice: null,
};

/** A machine of which half is in use, all of that by the worker. */
function machine(cores: number, count: { samples: number } = { samples: 0 }): HostParts {
  const parts = withoutReadings();
  return {
    ...parts,
    processor: {
      ...parts.processor,
      sample: () => {
        count.samples++;
        return Promise.resolve();
      },
      machine: () => ({ usage: cores / 2, perCore: [], reason: null }),
      usageOf: (pid) => (pid === worker.pid ? usage : null),
      busiest: () => [usage],
    },
    power: { ...parts.power, report: () => power },
  };
}

describe('the host monitor', () => {
  it('gives a process the share of the processor’s power that goes with its time, as an estimate', () => {
    const monitor = new HostMonitor(machine(1));
    const share = 1 / (0.5 * Math.max(2, availableParallelism()));
    expect(monitor.describe(worker).watts).toEqual({
      kind: 'estimated',
      watts: 20 * share,
      driver: 'share-of-processor',
    });
    const [first] = monitor.report([], []).processes;
    expect(first).toMatchObject({ pid: 4711, name: 'worker', path: null });
  });

  it('says that it does not know on a machine that tells nothing', () => {
    const report = new HostMonitor(withoutReadings()).report([worker], []);
    const notSupported = { kind: 'unavailable', reason: 'not-supported' };
    expect(report).toMatchObject({
      cpu: { usage: null, reason: 'not-supported' },
      power: { total: notSupported, scope: null },
      baseline: { state: 'unavailable', idleWatts: null },
      processes: [{ pid: 4711, cpu: null, watts: notSupported }],
      history: [],
    });
  });

  it('reads while somebody holds it', async () => {
    vi.useFakeTimers();
    const count = { samples: 0 };
    const monitor = new HostMonitor(machine(1, count));
    const [first, second] = [monitor.hold(), monitor.hold()];
    await vi.advanceTimersByTimeAsync(3100);
    expect(count.samples).toBe(4);
    first();
    first();
    await vi.advanceTimersByTimeAsync(1000);
    expect(count.samples).toBe(5);
    second();
    await vi.advanceTimersByTimeAsync(5000);
    expect(count.samples).toBe(5);
    monitor.dispose();
  });
});
