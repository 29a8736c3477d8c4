/** Sensors that only a program of the system can read: asked in the background, seldom. */
import type { PowerSource } from '../../../shared/host';
import type { PowerDriver } from './power-driver';

/**
 * Answers with what was said last; asks again after `everyMs`. Where the program is not there (`ask` gives null), it is not
 * asked again for ten minutes.
 */
export function createAskedDriver(ask: () => Promise<readonly PowerSource[] | null>, everyMs: number): PowerDriver {
  const missingMs = 600_000;
  let latest: readonly PowerSource[] = [];
  let nextMs = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  return {
    read: (nowMs) => {
      if (!isAsking && nowMs >= nextMs) {
        isAsking = true;
        nextMs = nowMs + everyMs;
        void ask().then((sources) => {
          isAsking = false;
          if (sources === null) nextMs = nowMs + missingMs;
          latest = sources ?? [];
        });
      }
      return latest;
    },
  };
}
