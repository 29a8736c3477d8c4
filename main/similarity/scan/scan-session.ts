/** A scan from its first file to its summary: what the command line and the engine run. */
import type { Failure } from '../../../shared/connection';
import type { ScannedFile, ScanSummary, SkippedFile } from '../../../shared/similarity';
import { ScanRun } from './scan-run';

/** What is scanned. A path that is a Buffer is a name that is not UTF-8. */
export type ScanTarget =
  | { readonly kind: 'paths'; readonly paths: readonly (string | Buffer)[] }
  /** The executables of the processes that run now. */
  | { readonly kind: 'processes' }
  /**
   * Digests instead of files: `digest[,label]` a line, blank lines left out. `name`: what the list is called. `lines`
   * gives some lines at a time, as they come.
   */
  | { readonly kind: 'digests'; readonly name: string; readonly lines: AsyncIterable<readonly string[]> };

/** How it is scanned; everything has a default. */
export interface ScanOptions {
  /** Cluster file to compare with; the one that ships otherwise. */
  readonly clusterFile?: string;
  /** Larger files are read up to here and get no digest. Bytes. */
  readonly maxFileBytes?: number;
  /** Worker threads; as many as there are processor cores otherwise. 0 scans in the caller's thread. */
  readonly workers?: number;
}

/** How far a scan is. `null` figures are not known (yet). Bytes count what was read of files and archives. */
export interface ScanProgress {
  readonly files: number;
  readonly filesInAll: number | null;
  readonly bytes: number;
  readonly bytesInAll: number | null;
  readonly bytesPerSecond: number | null;
  readonly remainingMs: number | null;
}

/** What files are compared with, as the JSON of a scan names it. */
export interface ScanClusters {
  readonly path: string;
  readonly clusters: number;
  readonly threshold: number;
}

/** How a scan ended. A scan that was stopped has `ended` with `summary.isPartial`. */
export type ScanOutcome =
  | {
      readonly kind: 'ended';
      readonly summary: ScanSummary;
      readonly clusters: ScanClusters;
      /** The first files of each reason that were left out. */
      readonly skipped: readonly SkippedFile[];
      /** Inputs that could not be read, as opposed to left out on purpose (links, pipes, /proc). */
      readonly unreadable: number;
    }
  /** The scan could not begin: no cluster file, or a target that cannot be had. */
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What a scan tells. Nothing is told after `done` has resolved. */
export interface ScanCallbacks {
  /** Once, before the first file. */
  onBegin?(clusters: ScanClusters): void;
  /** Each result, in the order of the paths. The scan waits for a promise. */
  onFile(file: ScannedFile): void | Promise<void>;
  /** Each file that is left out, when that is found. */
  onSkipped?(skipped: SkippedFile): void;
  /** At most four times a second. */
  onProgress?(progress: ScanProgress, summary: ScanSummary): void;
}

/** A scan at one moment; `summary` counts the files told of until then. */
export interface ScanState {
  readonly progress: ScanProgress;
  readonly summary: ScanSummary;
}

export interface ScanSession {
  /** Never rejects for what files or folders do. */
  readonly done: Promise<ScanOutcome>;
  /** Ends the scan soon; `done` resolves with what was found. */
  stop(): void;
  /** How far it is now. */
  describe(): ScanState;
}

/** Starts a scan. */
export function startScan(target: ScanTarget, callbacks: ScanCallbacks, options: ScanOptions = {}): ScanSession {
  const run = new ScanRun(callbacks, options);
  return { done: run.run(target), stop: () => run.stop(), describe: () => run.describe() };
}

export type StartScan = typeof startScan;
