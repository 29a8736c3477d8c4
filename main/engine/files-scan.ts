/** The newest scan of files, as windows follow it: started, stopped, and told of at most four times a second. */
import type { FileDetail, FileScan, ScanChange, ScanRequest, ScanSnapshot } from '../../shared/file-scan';
import { idleScan } from '../../shared/idle-scan';
import type { SkippedFile } from '../../shared/similarity';
import type { ScanOutcome, ScanSession } from '../similarity/scan/scan-session';
import type { EngineParts } from './engine-parts';
import { FilesRows } from './files-rows';
import { internalFailure } from './internal-failure';

/** Windows hear of changes at most this often. */
const tickMs = 250;
/** Rows in one change at most. */
const mostRowsAtOnce = 500;
/** Named files of each reason, while a scan runs. */
const mostNamed = 20;

export interface FilesScanOptions {
  readonly startScan: EngineParts['startScan'];
  readonly onChanged: (change: ScanChange) => void;
}

export class FilesScan {
  private scan: FileScan = idleScan;
  private scanCount = 0;
  private rows = new FilesRows(0);
  private session: ScanSession | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: FilesScanOptions) {}

  /** Begins a scan; one that runs is stopped first. */
  async start(request: ScanRequest): Promise<void> {
    while (this.session !== null) await this.stop();
    this.rows = new FilesRows(++this.scanCount);
    this.scan = { ...idleScan, state: 'running', request };
    this.tell(true);
    const session = this.options.startScan(request, {
      onFile: (file) => this.rows.add(file),
      onSkipped: (skipped) => this.name(skipped),
    });
    this.session = session;
    // The next tick tells of the end.
    void session.done.then(
      (outcome) => this.end(session, outcome),
      (error: unknown) => this.end(session, { kind: 'failed', failure: internalFailure(error) }),
    );
  }

  /** Ends the scan; what was found stays. */
  async stop(): Promise<void> {
    const { session } = this;
    if (session === null) return;
    session.stop();
    await session.done.catch(() => undefined);
  }

  async dispose(): Promise<void> {
    await this.stop();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  snapshot(): ScanSnapshot {
    const rows = this.rows.rows();
    return { scan: this.report(), rows };
  }

  /** All that is known of a file; null when it is not kept. */
  file(key: string): FileDetail | null {
    return this.rows.file(key);
  }

  private end(session: ScanSession, outcome: ScanOutcome): void {
    if (this.session !== session) return;
    this.look();
    this.session = null;
    if (outcome.kind === 'failed') {
      this.scan = { ...this.scan, state: 'failed', failure: outcome.failure };
    } else {
      const { summary, skipped } = outcome;
      this.scan = { ...this.scan, state: 'ended', summary, skipped: [...skipped] };
    }
  }

  /** Sends what has changed, and plans the next time until all of an ended scan was sent. */
  private tell(isReset: boolean): void {
    if (this.timer !== null) clearTimeout(this.timer);
    const changes = this.rows.takeChanges(mostRowsAtOnce);
    this.options.onChanged({ scan: this.report(), ...changes, isReset });
    const isLast = this.scan.state !== 'running' && changes.added.length < mostRowsAtOnce;
    this.timer = isLast ? null : setTimeout(() => this.tell(false), tickMs);
  }

  /** Takes up how far the scan is: what is told counts the files whose rows are told. */
  private look(): void {
    if (this.session !== null) this.scan = { ...this.scan, ...this.session.describe() };
  }

  private report(): FileScan {
    this.look();
    return { ...this.scan, hiddenRows: this.rows.hiddenCount };
  }

  private name(skipped: SkippedFile): void {
    const { skipped: named } = this.scan;
    if (named.filter(({ reason }) => reason === skipped.reason).length >= mostNamed) return;
    this.scan = { ...this.scan, skipped: [...named, skipped] };
  }
}
