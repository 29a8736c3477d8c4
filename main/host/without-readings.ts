import { unknownOwner } from './connection-owner';
import type { HostParts } from './host-monitor';

const notSupported = { kind: 'unavailable', reason: 'not-supported' } as const;

/** The parts of a machine that tells nothing of itself, or only what is given. */
export function withoutReadings(parts: Partial<HostParts> = {}): HostParts {
  return {
    owner: unknownOwner,
    processor: {
      sample: () => Promise.resolve(),
      machine: () => ({ usage: null, perCore: [], reason: 'not-supported' }),
      follow: () => undefined,
      usageOf: () => null,
      historyOf: () => [],
      busiest: () => [],
      dispose: () => undefined,
    },
    power: {
      sample: () => Promise.resolve(),
      report: () => ({ total: notSupported, scope: null, sources: [], advice: null }),
      gpuUse: () => null,
      dispose: () => undefined,
    },
    baseline: {
      learn: () => undefined,
      report: () => ({ state: 'unavailable', idleWatts: null, quietSeconds: 0, neededSeconds: 0 }),
    },
    energy: { add: () => undefined, report: () => ({ since: null, wattHours: null, wattsAboveIdle: null }) },
    describeProgram: () => null,
    guestOf: () => null,
    ...parts,
  };
}
