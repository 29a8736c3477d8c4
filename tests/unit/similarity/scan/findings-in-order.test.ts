import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingsInOrder } from '../../../../main/similarity/scan/findings-in-order';
import { JobQueue } from '../../../../main/similarity/scan/job-queue';
import { ScanSpeed } from '../../../../main/similarity/scan/scan-speed';
import type { JobReply, ScanFinding, ScanJob } from '../../../../main/similarity/scan/scan-messages';

const finding = (path: string): ScanFinding => ({ kind: 'skipped', skipped: { path, reason: 'missing' } });

describe('FindingsInOrder', () => {
  it('gives the order of the jobs, in whatever order and pieces they are done', () => {
    const jobs = fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(jobs, fc.infiniteStream(fc.nat()), (sizes, choices) => {
        const waiting = sizes.map((counts, id) =>
          counts.map((count, part): JobReply => {
            const findings = Array.from({ length: count }, (_, at) => finding(`${id}.${part}.${at}`));
            return { id, findings, isDone: part === counts.length - 1 };
          }),
        );
        const expected = waiting.flat().flatMap(({ findings }) => findings);
        const order = new FindingsInOrder();
        const taken: ScanFinding[] = [];
        for (let left = waiting.flat().length; left > 0; left--) {
          const open = waiting.filter((replies) => replies.length > 0);
          const reply = open[(choices.next().value as number) % open.length].shift();
          if (reply) order.add(reply);
          for (let next = order.take(); next !== null; next = order.take()) taken.push(next);
        }
        expect(taken).toEqual(expected);
        expect([order.done, order.heldFindings]).toEqual([sizes.length, 0]);
      }),
    );
  });

  it('gives up what is held when a scan is stopped, in order', () => {
    const order = new FindingsInOrder();
    order.add({ id: 3, findings: [finding('d')], isDone: true });
    order.add({ id: 1, findings: [finding('b')], isDone: false });
    expect(order.take()).toBeNull();
    expect([...order.rest()]).toEqual([finding('b'), finding('d')]);
  });
});

describe('JobQueue', () => {
  it('gives jobs in the order they came', () => {
    const queue = new JobQueue();
    const taken: ScanJob[] = [];
    const jobs = Array.from({ length: 5000 }, (_, at): ScanJob => ({ kind: 'digests', lines: [String(at)] }));
    for (const [at, job] of jobs.entries()) {
      queue.add(job);
      const next = at % 3 === 0 ? queue.take() : null;
      if (next) taken.push(next);
    }
    for (let next = queue.take(); next !== null; next = queue.take()) taken.push(next);
    expect(taken).toEqual(jobs);
    expect(queue.length).toBe(0);
  });
});

describe('ScanSpeed', () => {
  it('knows the time left once all files are listed, counting files as well as bytes', () => {
    const speed = new ScanSpeed(0);
    const half = { files: 50, bytes: 5_000_000 };
    expect(speed.measure(2000, { ...half, filesInAll: null, bytesInAll: null })).toEqual({
      bytesPerSecond: 2_500_000,
      remainingMs: null,
    });
    const { remainingMs } = speed.measure(4000, { ...half, filesInAll: 100, bytesInAll: 10_000_000 });
    expect(remainingMs).toBe(4000);
    const empty = { files: 0, filesInAll: 0, bytes: 0, bytesInAll: 0 };
    expect(new ScanSpeed(0).measure(5000, empty).remainingMs).toBeNull();
  });
});
