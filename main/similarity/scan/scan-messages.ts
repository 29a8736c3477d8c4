/** What passes between a scan and the threads that do its work. */
import type { ClusterFile } from '../../../shared/cluster-file';
import type { ScannedFile, SkippedFile } from '../../../shared/similarity';

/** A file to scan. `path` is what to open, `shownPath` what it is called; `about` is passed on to the result. */
export interface FileJob {
  readonly kind: 'file';
  readonly path: Uint8Array;
  readonly shownPath: string;
  /** As the walk saw it. Bytes. */
  readonly size: number;
  readonly about: Pick<ScannedFile, 'processes' | 'isDeleted'>;
  /** Whether files in it are scanned too, where it is an archive. */
  readonly isOpened: boolean;
}

/** Lines of a list of digests, `digest[,label]` each. */
export interface DigestsJob {
  readonly kind: 'digests';
  readonly lines: readonly string[];
}

export type ScanJob = FileJob | DigestsJob;

/** What a job gives. An archive gives a result for itself and for each file in it. */
export type ScanFinding =
  { readonly kind: 'file'; readonly file: ScannedFile } | { readonly kind: 'skipped'; readonly skipped: SkippedFile };

/** What a job runner needs to know once. */
export interface RunnerSetup {
  readonly clusters: ClusterFile;
  readonly maxFileBytes: number;
}

export interface JobMessage {
  readonly id: number;
  readonly job: ScanJob;
}

/** Findings of one job, in order; more follow until `isDone`. */
export interface JobReply {
  readonly id: number;
  readonly findings: readonly ScanFinding[];
  readonly isDone: boolean;
}

/** What a worker says: first that it is there. */
export type MessageFromWorker = { readonly kind: 'ready' } | { readonly kind: 'reply'; readonly reply: JobReply };

/** What a worker is started with. `gauge`: see ScanGauge. */
export interface WorkerSetup extends RunnerSetup {
  readonly gauge: SharedArrayBuffer;
  readonly lane: number;
}
