import { assessDigest } from './assess-digest';
import { Comparer } from './comparer';
import { scanFile } from './scan-file';
import type { ScanGauge } from './scan-gauge';
import type { JobMessage, JobReply, RunnerSetup, ScanFinding, ScanJob } from './scan-messages';

/** Findings are told when there are this many, or so long after the first. */
const tellFindings = 64;
const tellMs = 100;

/** How a job under way is watched. */
export interface RunControl {
  readonly gauge: ScanGauge;
  readonly lane: number;
  /** Between two pieces of a file: lets others have the thread where it is shared, else null. */
  readonly pause: () => Promise<void> | null;
}

/** What every file of a scan is scanned with. */
export interface ScanTools {
  readonly comparer: Comparer;
  readonly maxFileBytes: number;
  readonly control: RunControl;
}

/** Does jobs of a scan, one at a time. */
export class JobRunner {
  private readonly tools: ScanTools;

  constructor({ clusters, maxFileBytes }: RunnerSetup, control: RunControl) {
    this.tools = { comparer: new Comparer(clusters), maxFileBytes, control };
  }

  /** Tells the job's findings as they come, and at last that it is done. Never rejects. */
  async run({ id, job }: JobMessage, tell: (reply: JobReply) => void): Promise<void> {
    let findings: ScanFinding[] = [];
    let tellAtMs = Infinity;
    try {
      for await (const finding of this.findingsOf(job)) {
        findings.push(finding);
        const nowMs = performance.now();
        tellAtMs = Math.min(tellAtMs, nowMs + tellMs);
        if (findings.length < tellFindings && nowMs < tellAtMs) continue;
        tell({ id, findings, isDone: false });
        findings = [];
        tellAtMs = Infinity;
      }
    } catch (error) {
      if (process.env['KANARIA_DEBUG']) process.stderr.write(`${(error as Error).stack}\n`);
      const path = job.kind === 'file' ? job.shownPath : 'list of digests';
      findings.push({ kind: 'skipped', skipped: { path, reason: 'read-failed' } });
    }
    tell({ id, findings, isDone: true });
  }

  private async *findingsOf(job: ScanJob): AsyncGenerator<ScanFinding, void, undefined> {
    if (job.kind === 'file') return yield* scanFile(job, this.tools);
    for (const line of job.lines) yield { kind: 'file', file: assessDigest(line, this.tools.comparer) };
  }
}
