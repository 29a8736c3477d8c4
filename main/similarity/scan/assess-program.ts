/** How near the file of one program is to known miners, remembered as long as the file stays the same. */
import { stat } from 'node:fs/promises';
import type { ScannedFile } from '../../../shared/similarity';
import { readClusterFile, shippedClusterFile } from '../read-cluster-file';
import type { JobMessage } from './scan-messages';
import { ScanPool } from './scan-pool';
import { defaultMaxFileBytes } from './scan-run';

/** Programs that are remembered; the one asked about longest ago is forgotten first. */
const mostRemembered = 500;
/** The thread that reads files ends when nothing was asked for so long. */
const idleMs = 10_000;

export interface AssessorOptions {
  /** The one that ships otherwise. */
  readonly clusterFile?: string;
  /** 0: in this thread. */
  readonly workers?: 0 | 1;
}

/** Reads one program at a time in a thread of its own. */
export class ProgramAssessor {
  private readonly remembered = new Map<string, Promise<ScannedFile | null>>();
  private readonly waiting: JobMessage[] = [];
  private readonly answers = new Map<number, (file: ScannedFile | null) => void>();
  private pool: Promise<ScanPool | null> | null = null;
  private idle: NodeJS.Timeout | null = null;
  private nextId = 0;

  constructor(private readonly options: AssessorOptions = {}) {}

  /** `path` may be a link, such as `/proc/PID/exe`. Null where the file can't be read. Never rejects. */
  async assess(path: string): Promise<ScannedFile | null> {
    try {
      const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
      const key = [dev, ino, size, mtimeNs].join(':');
      const answer = this.remembered.get(key) ?? this.read(path, Number(size));
      this.remember(key, answer);
      const file = await answer;
      if (file === null) this.remembered.delete(key);
      return file && { ...file, path };
    } catch {
      return null;
    }
  }

  /** Ends the thread; what waits for an answer gets null. */
  async dispose(): Promise<void> {
    if (this.idle !== null) clearTimeout(this.idle);
    const { pool } = this;
    this.pool = null;
    await (await pool)?.close();
    for (const id of [...this.answers.keys()]) this.answer(id, null);
  }

  private async read(path: string, size: number): Promise<ScannedFile | null> {
    if (this.idle !== null) clearTimeout(this.idle);
    const pool = await (this.pool ??= this.open());
    if (pool === null) return null;
    const id = this.nextId++;
    const job = { kind: 'file', path: Buffer.from(path), shownPath: path, size, about: {}, isOpened: false } as const;
    this.waiting.push({ id, job });
    const answered = new Promise<ScannedFile | null>((resolve) => this.answers.set(id, resolve));
    pool.wake();
    return answered;
  }

  private async open(): Promise<ScanPool | null> {
    const clusters = await readClusterFile(this.options.clusterFile ?? shippedClusterFile());
    if (clusters.kind === 'failed') return null;
    return new ScanPool({
      setup: { clusters: clusters.file, maxFileBytes: defaultMaxFileBytes },
      workers: this.options.workers ?? 1,
      take: () => this.waiting.shift() ?? null,
      onReply: ({ id, findings, isDone }) => {
        for (const finding of findings) if (finding.kind === 'file') this.answer(id, finding.file);
        if (isDone) this.answer(id, null);
      },
    });
  }

  private answer(id: number, file: ScannedFile | null): void {
    this.answers.get(id)?.(file);
    this.answers.delete(id);
    if (this.answers.size > 0) return;
    if (this.idle !== null) clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.dispose(), idleMs).unref();
  }

  private remember(key: string, answer: Promise<ScannedFile | null>): void {
    this.remembered.delete(key);
    this.remembered.set(key, answer);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > mostRemembered) this.remembered.delete(oldest);
  }
}

let shared: ProgramAssessor | undefined;

/** Asks this process's assessor: at most one thread, the clusters that ship. */
export function assessProgram(path: string): Promise<ScannedFile | null> {
  return (shared ??= new ProgramAssessor()).assess(path);
}
