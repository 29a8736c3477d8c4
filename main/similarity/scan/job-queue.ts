import type { ScanJob } from './scan-messages';

/** Taken entries are thrown away once there are this many. */
const compactAt = 1024;

/** First in, first out. An array's own `shift` moves all that is left, each time. */
export class JobQueue {
  private jobs: ScanJob[] = [];
  private head = 0;

  get length(): number {
    return this.jobs.length - this.head;
  }

  add(job: ScanJob): void {
    this.jobs.push(job);
  }

  take(): ScanJob | null {
    if (this.length === 0) return null;
    const job = this.jobs[this.head++];
    if (this.head >= compactAt && this.head * 2 >= this.jobs.length) {
      this.jobs = this.jobs.slice(this.head);
      this.head = 0;
    }
    return job;
  }
}
