/** Asks which local program owns a flagged connection, and how near that program's file is to known miners. */
import type { ProgramFact } from '../../shared/evidence-fact';
import type { ScannedFile } from '../../shared/similarity';
import type { ConnectionOwner, LocalProgram } from '../host/connection-owner';
import type { Pipeline } from '../pipeline';
import { describeWithoutEvidence } from '../report/describe-connection';
import { decidingCluster } from './deciding-cluster';

/** So many connections are looked up at once; the others wait. */
const mostAtOnce = 4;
const hasLeft = -1;

export interface ProgramEvidenceOptions {
  readonly pipeline: Pipeline;
  readonly owner: ConnectionOwner;
  /** Null where the file can't be read. Never rejects. */
  readonly assessProgram: (path: string) => Promise<ScannedFile | null>;
  /** An answer for a connection that has left the table. */
  readonly onLate: (serial: number, fact: ProgramFact) => void;
}

/**
 * Each connection is asked about once, when it first becomes mining or suspicious. Answers may come late: they go to the
 * connection that was asked about, whatever has taken its place in the table.
 */
export class ProgramEvidence {
  /** By serial: where the connection is in the table, or `hasLeft`. */
  private readonly places = new Map<number, number>();
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;

  constructor(private readonly options: ProgramEvidenceOptions) {}

  /** To be called when a connection was judged. */
  noteJudged(connection: number): void {
    const { pipeline } = this.options;
    const verdict = pipeline.judgements.verdict(connection);
    const serial = pipeline.table.serial[connection];
    if ((verdict !== 'mining' && verdict !== 'suspicious') || this.places.has(serial)) return;
    this.places.set(serial, connection);
    const ends = describeWithoutEvidence(pipeline, connection);
    this.waiting.push(() => this.ask(serial, ends));
    this.runNext();
  }

  /** To be called before a connection leaves the table. */
  noteEnded(connection: number): void {
    const serial = this.options.pipeline.table.serial[connection];
    if (this.places.has(serial)) this.places.set(serial, hasLeft);
  }

  private runNext(): void {
    const next = this.running < mostAtOnce ? this.waiting.shift() : undefined;
    if (next === undefined) return;
    this.running++;
    void next().finally(() => {
      this.running--;
      this.runNext();
    });
  }

  private async ask(serial: number, ends: Parameters<ConnectionOwner['ownerOf']>[0]): Promise<void> {
    const { owner, assessProgram, pipeline, onLate } = this.options;
    const answer = await owner.ownerOf(ends);
    if (answer.kind === 'unknown') return;
    const { program } = answer;
    const file = program.path === null ? null : await assessProgram(program.path);
    const fact = describeProgram(program, file);
    const connection = this.places.get(serial) ?? hasLeft;
    if (connection === hasLeft) onLate(serial, fact);
    else pipeline.learnProgram(connection, fact);
  }
}

function describeProgram({ pid, name, path }: LocalProgram, file: ScannedFile | null): ProgramFact {
  const about = { code: 'program-file', program: name, pid, path } as const;
  if (file === null) return { ...about, assessment: null, reason: null, nearest: null };
  const { assessment, reasons } = file;
  return { ...about, assessment, reason: reasons[0] ?? null, nearest: decidingCluster(file) };
}
