import { setImmediate } from 'node:timers/promises';
import { JobRunner } from './job-runner';
import type { ScanGauge } from './scan-gauge';
import type { LaneEvents, ScanLane } from './scan-lane';
import type { JobMessage, RunnerSetup } from './scan-messages';

/** Does jobs in this thread, a piece at a time, where threads can't be had. */
export function openOwnLane(setup: RunnerSetup, gauge: ScanGauge, lane: number, events: LaneEvents): ScanLane {
  const runner = new JobRunner(setup, { gauge, lane, pause: () => setImmediate() });
  let isClosed = false;
  let queue = Promise.resolve();
  const run = async (message: JobMessage): Promise<void> => {
    // Lets others have the thread between two jobs.
    await setImmediate();
    if (isClosed) return;
    await runner.run(message, (reply) => {
      if (!isClosed) events.onReply(reply);
    });
  };
  return {
    post: (message) => {
      queue = queue.then(() => run(message));
    },
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
}
