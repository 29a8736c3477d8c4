import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LaneEvents, ScanLane } from '../../../../main/similarity/scan/scan-lane';
import type { JobMessage, JobReply, ScanJob } from '../../../../main/similarity/scan/scan-messages';
import { ScanPool } from '../../../../main/similarity/scan/scan-pool';
import { makeClusters, xmrigDigest } from './small-clusters';

/** Stands for a thread, because a test can't break one at will. */
const openLane = vi.fn<(events: LaneEvents) => ScanLane>();
vi.mock('../../../../main/similarity/scan/worker-lane', () => ({
  openWorkerLane: (_setup: unknown, _gauge: unknown, _lane: number, events: LaneEvents) => openLane(events),
}));
beforeEach(() => void openLane.mockReset());

const jobs = 40;

/** Has all jobs done; the replies by job. Every job must be done exactly once. */
async function run(workers: number): Promise<Map<number, JobReply>> {
  const replies = new Map<number, JobReply>();
  let next = 0;
  const job: ScanJob = { kind: 'digests', lines: [xmrigDigest] };
  await new Promise<void>((resolve) => {
    const pool = new ScanPool({
      setup: { clusters: makeClusters({ 'XMRig-arm64': xmrigDigest }), maxFileBytes: 1e9 },
      workers,
      take: () => (next < jobs ? { id: next++, job } : null),
      onReply: (reply) => {
        expect(replies.has(reply.id)).toBe(false);
        replies.set(reply.id, reply);
        if (replies.size === jobs) resolve();
      },
    });
    pool.wake();
  });
  return replies;
}

/** A thread that does its jobs one after the other, but for what `onJob` keeps it from. */
function makeLane(events: LaneEvents, onJob: (message: JobMessage, done: () => void) => void): ScanLane {
  const given: JobMessage[] = [];
  const work = (): void => {
    const [message] = given;
    onJob(message, () => {
      given.shift();
      if (given.length > 0) setImmediate(work);
      events.onReply({ id: message.id, findings: [], isDone: true });
    });
  };
  return {
    post: (message) => {
      if (given.push(message) === 1) setImmediate(work);
    },
    close: () => Promise.resolve(),
  };
}

describe('ScanPool', () => {
  it('works in its own thread where there are no others', async () => {
    openLane.mockImplementation(() => {
      throw new Error('no threads');
    });
    const replies = await run(2);
    expect(replies.get(jobs - 1)?.findings).toMatchObject([{ kind: 'file', file: { assessment: 'very-close' } }]);
    expect(openLane).toHaveBeenCalledTimes(1);
  });

  it('does so too when a thread ends before it began', async () => {
    openLane.mockImplementation((events) => makeLane(events, () => events.onGone(false)));
    expect((await run(2)).get(0)?.findings).toMatchObject([{ kind: 'file' }]);
  });

  it('blames the job under way for a thread that breaks, and has the others done', async () => {
    openLane.mockImplementation((events) =>
      makeLane(events, ({ id }, done) => (id % 10 === 7 ? events.onGone(true) : done())),
    );
    const replies = await run(2);
    const broken = [...replies.values()].filter(({ findings }) => findings.length > 0).map(({ id }) => id);
    expect(broken.sort((a, b) => a - b)).toEqual([7, 17, 27, 37]);
    expect(replies.get(7)?.findings).toMatchObject([{ kind: 'skipped', skipped: { reason: 'read-failed' } }]);
  });
});
