/** One scan while it runs: lists jobs ahead, has them done side by side, tells their findings in order. */
import { availableParallelism } from 'node:os';
import type { Failure } from '../../../shared/connection';
import type { SkippedFile } from '../../../shared/similarity';
import { readClusterFile, shippedClusterFile } from '../read-cluster-file';
import { FindingsInOrder } from './findings-in-order';
import { JobQueue } from './job-queue';
import { listJobs } from './list-jobs';
import { ScanCounts } from './scan-counts';
import { maxLanes } from './scan-gauge';
import type { JobMessage, ScanFinding, ScanJob } from './scan-messages';
import { ScanPool } from './scan-pool';
import type { ScanCallbacks, ScanClusters, ScanOptions, ScanOutcome, ScanState, ScanTarget } from './scan-session';
import { ScanSpeed } from './scan-speed';
import { reasonOf } from './walk-files';

/** Larger files get no digest: 2 GiB are read in seconds, the 100 GB of a sparse file are not. */
export const defaultMaxFileBytes = 2 * 1024 ** 3;

const progressMs = 250;
/** Jobs listed and not begun; with more, the listing waits, and the total is not known yet. */
const mostListed = 100_000;
/** Findings and jobs that may wait for an earlier, slower job. */
const mostHeld = 4096;

export class ScanRun {
  private readonly beganMs = performance.now();
  private readonly counts = new ScanCounts();
  private readonly order = new FindingsInOrder();
  private readonly speed = new ScanSpeed(this.beganMs);
  private readonly listed = new JobQueue();
  private pool: ScanPool | null = null;
  private nextId = 0;
  private readonly listing = { isDone: false, isDigests: false, jobs: 0, bytes: 0, digests: 0 };
  private isStopped = false;
  private isTelling = false;
  private failure: Failure | null = null;
  private hasRoom: (() => void) | null = null;
  private hasEnded: (() => void) | null = null;

  constructor(
    private readonly callbacks: ScanCallbacks,
    private readonly options: ScanOptions,
  ) {}

  /** Once. */
  async run(target: ScanTarget): Promise<ScanOutcome> {
    const read = await readClusterFile(this.options.clusterFile ?? shippedClusterFile());
    if (read.kind === 'failed') return read;
    const { path, file } = read;
    const clusters = { path, clusters: file.clusters.length, threshold: file.threshold };
    if (this.isStopped) return this.finish(clusters);
    this.callbacks.onBegin?.(clusters);
    const pool = new ScanPool({
      setup: { clusters: file, maxFileBytes: this.options.maxFileBytes ?? defaultMaxFileBytes },
      workers: Math.min(maxLanes, this.options.workers ?? availableParallelism()),
      take: () => this.takeJob(),
      onReply: (reply) => {
        this.order.add(reply);
        void this.tell();
      },
    });
    this.pool = pool;
    this.listing.isDigests = target.kind === 'digests';
    const ended = new Promise<void>((resolve) => (this.hasEnded = resolve));
    const timer = setInterval(() => this.tellProgress(), progressMs);
    try {
      void this.list(target);
      await ended;
    } finally {
      clearInterval(timer);
      await pool.close();
    }
    for (const finding of this.order.rest()) await this.tellOne(finding);
    return this.failure === null ? this.finish(clusters) : { kind: 'failed', failure: this.failure };
  }

  stop(): void {
    this.isStopped = true;
    this.hasRoom?.();
    if (!this.isTelling) this.hasEnded?.();
  }

  describe(): ScanState {
    const { isDone, isDigests, jobs, digests, bytes: bytesInAll } = this.listing;
    const summary = this.counts.summary(performance.now() - this.beganMs, false);
    const state = {
      files: isDigests ? summary.files : this.order.done,
      filesInAll: !isDone ? null : isDigests ? digests : jobs,
      bytes: this.pool?.gauge.bytes ?? 0,
      bytesInAll: isDone ? bytesInAll : null,
    };
    return { progress: { ...state, ...this.speed.measure(performance.now(), state) }, summary };
  }

  private async list(target: ScanTarget): Promise<void> {
    try {
      for await (const item of listJobs(target)) {
        if (this.isStopped) return;
        if (item.kind === 'failed') this.failure = item.failure;
        else if (item.kind === 'skipped') this.tellSkipped(item.skipped, item.isNamed);
        else await this.addJob(item.job);
      }
    } catch (error) {
      if (this.isStopped) return;
      // Only a list of digests fails while it is read.
      this.tellSkipped({ path: target.kind === 'digests' ? target.name : '', reason: reasonOf(error) }, true);
    }
    this.listing.isDone = true;
    this.endIfDone();
  }

  private async addJob(job: ScanJob): Promise<void> {
    this.listed.add(job);
    this.listing.jobs++;
    if (job.kind === 'file') this.listing.bytes += job.size;
    else this.listing.digests += job.lines.length;
    this.pool?.wake();
    if (this.listed.length >= mostListed) await new Promise<void>((resolve) => (this.hasRoom = resolve));
  }

  private takeJob(): JobMessage | null {
    const isFull = this.order.heldFindings > mostHeld || this.nextId - this.order.done > mostHeld;
    const job = this.isStopped || isFull ? null : this.listed.take();
    if (this.listed.length < mostListed) this.hasRoom?.();
    return job === null ? null : { id: this.nextId++, job };
  }

  /** Tells what is next in order, one after the other, however many ask for it meanwhile. */
  private async tell(): Promise<void> {
    if (this.isTelling) return;
    this.isTelling = true;
    while (!this.isStopped) {
      const next = this.order.take();
      if (next === null) break;
      await this.tellOne(next);
    }
    this.isTelling = false;
    this.pool?.wake();
    this.endIfDone();
  }

  private async tellOne(finding: ScanFinding): Promise<void> {
    if (finding.kind === 'skipped') return this.tellSkipped(finding.skipped, false);
    this.counts.addFile(finding.file);
    await this.callbacks.onFile(finding.file);
  }

  private tellSkipped(skipped: SkippedFile, isNamed: boolean): void {
    this.counts.addSkipped(skipped, isNamed);
    this.callbacks.onSkipped?.(skipped);
  }

  private tellProgress(): void {
    const { progress, summary } = this.describe();
    this.callbacks.onProgress?.(progress, summary);
  }

  private endIfDone(): void {
    if (!this.isTelling && (this.isDone() || this.isStopped)) this.hasEnded?.();
  }

  private isDone(): boolean {
    return this.listing.isDone && this.listed.length === 0 && this.order.done === this.nextId;
  }

  private finish(clusters: ScanClusters): ScanOutcome {
    const summary = this.counts.summary(performance.now() - this.beganMs, !this.isDone());
    return { kind: 'ended', summary, clusters, skipped: this.counts.skipped, unreadable: this.counts.unreadable };
  }
}
