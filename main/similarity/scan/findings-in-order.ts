import type { JobReply, ScanFinding } from './scan-messages';

/** Puts findings of jobs that run side by side into the order of the jobs, numbered from 0. */
export class FindingsInOrder {
  private head = 0;
  private readonly held = new Map<number, { findings: ScanFinding[]; isDone: boolean }>();
  /** Findings that wait for an earlier job. */
  heldFindings = 0;

  add({ id, findings, isDone }: JobReply): void {
    const job = this.held.get(id) ?? { findings: [], isDone: false };
    job.findings.push(...findings);
    job.isDone = isDone;
    this.held.set(id, job);
    this.heldFindings += findings.length;
  }

  /** Jobs whose findings have all been taken. */
  get done(): number {
    return this.head;
  }

  /** The next finding whose turn has come, or null. */
  take(): ScanFinding | null {
    for (;;) {
      const job = this.held.get(this.head);
      if (job === undefined) return null;
      const finding = job.findings.shift();
      if (finding !== undefined) {
        this.heldFindings--;
        return finding;
      }
      if (!job.isDone) return null;
      this.held.delete(this.head++);
    }
  }

  /** All that is left, in order, when no more will come: some jobs were never done. */
  *rest(): Generator<ScanFinding, void, undefined> {
    for (const [id, { findings }] of [...this.held].sort(([a], [b]) => a - b)) {
      this.held.delete(id);
      yield* findings;
    }
    this.heldFindings = 0;
  }
}
