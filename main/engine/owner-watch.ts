/** Follows the programs of this computer that own connections: who they are, what they do to the machine, their files. */
import type { EvidenceFact } from '../../shared/evidence-fact';
import type { OwnerReport } from '../../shared/host';
import type { ScannedFile } from '../../shared/similarity';
import type { LocalProgram, OwnerAnswer } from '../host/connection-owner';
import type { HostMonitor } from '../host/host-monitor';
import type { Pipeline } from '../pipeline';
import { describeWithoutEvidence } from '../report/describe-connection';
import { weighOwner, type OwnerKnowledge } from '../verdict/weigh-owner';
import { describeProgramFile } from './describe-program-file';
import { observeOwner } from './observe-owner';

/** So many files are looked at at once; the others wait. */
const mostFilesAtOnce = 4;
/** Connections that are over are remembered up to this many. */
const mostEnded = 2000;
const hasLeft = -1;

export interface OwnerWatchOptions {
  readonly pipeline: Pipeline;
  readonly host: HostMonitor;
  /** Null where the file can't be read. Never rejects. */
  readonly assessProgram: (path: string) => Promise<ScannedFile | null>;
  /** News of a connection that has left the table. */
  readonly onLate?: (serial: number, knowledge: OwnerKnowledge) => void;
  /** Something else than figures has changed in what is known of a flagged connection's owner. */
  readonly onLearned?: (connection: number) => void;
}

interface Followed {
  /** Where the connection is in the table, or `hasLeft`. */
  place: number;
  answer: OwnerAnswer;
  isFlagged: boolean;
  file: Extract<EvidenceFact, { code: 'program-file' }> | null;
  /** What the owner was seen doing, as of the last look. */
  observed: readonly EvidenceFact[];
  /** Which facts `onLearned` was called with. */
  toldKind: string;
  /** Processor seconds and bytes when the owner became known. */
  begin: { readonly cpuSeconds: number; readonly bytes: number } | null;
}

/**
 * Each connection is asked about when it opens. Answers may come late: they go to the connection that was asked about,
 * whatever has taken its place in the table.
 */
export class OwnerWatch {
  private readonly bySerial = new Map<number, Followed>();
  private readonly ended: number[] = [];
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;

  constructor(private readonly options: OwnerWatchOptions) {}

  /** To be called when a connection has come into the table. */
  noteOpened(connection: number): void {
    const { pipeline, host } = this.options;
    const serial = pipeline.table.serial[connection];
    const followed: Followed = {
      place: connection,
      answer: { kind: 'unknown', reason: 'looking' },
      isFlagged: false,
      file: null,
      observed: [],
      toldKind: '',
      begin: null,
    };
    this.bySerial.set(serial, followed);
    void host.owner.ownerOf(describeWithoutEvidence(pipeline, connection)).then((answer) => {
      followed.answer = answer;
      if (answer.kind === 'known') host.processor.follow(answer.program.pid);
      if (answer.kind === 'known' || followed.isFlagged) this.tell(serial, followed);
      if (followed.isFlagged) this.assess(serial, followed);
    });
  }

  /** To be called when a connection was judged. */
  noteJudged(connection: number): void {
    const { pipeline } = this.options;
    const verdict = pipeline.judgements.verdict(connection);
    if (verdict !== 'mining' && verdict !== 'suspicious') return;
    const serial = pipeline.table.serial[connection];
    const followed = this.bySerial.get(serial);
    if (!followed || followed.isFlagged) return;
    followed.isFlagged = true;
    // Not at once: whoever is judging has not finished.
    if (!isLooking(followed)) queueMicrotask(() => this.tell(serial, followed));
    this.assess(serial, followed);
  }

  /** To be called before a connection leaves the table. */
  noteEnded(connection: number): void {
    const serial = this.options.pipeline.table.serial[connection];
    const followed = this.bySerial.get(serial);
    if (!followed) return;
    followed.place = hasLeft;
    this.ended.push(serial);
    if (this.ended.length > mostEnded) this.bySerial.delete(this.ended.shift() as number);
  }

  /** Takes up what the owners of open connections have been doing; to be called every few seconds. */
  look(): void {
    const { pipeline, host } = this.options;
    const open = new Map<number, number>();
    for (const { place, answer } of this.bySerial.values()) {
      if (place === hasLeft || answer.kind === 'unknown' || pipeline.table.isClosed(place)) continue;
      open.set(answer.program.pid, (open.get(answer.program.pid) ?? 0) + 1);
    }
    for (const [serial, followed] of this.bySerial) {
      const { place, answer } = followed;
      if (place === hasLeft || answer.kind === 'unknown' || pipeline.table.isClosed(place)) continue;
      const usage = host.processor.usageOf(answer.program.pid);
      if (usage === null) continue;
      const bytes = pipeline.table.bytesUp(place) + pipeline.table.bytesDown(place);
      followed.begin ??= { cpuSeconds: usage.cpuSeconds, bytes };
      followed.observed = observeOwner({
        pipeline,
        host,
        connection: place,
        program: answer.program,
        usage,
        openConnections: open.get(answer.program.pid) ?? 1,
        cpuSeconds: usage.cpuSeconds - followed.begin.cpuSeconds,
        bytes: bytes - followed.begin.bytes,
        isFlagged: followed.isFlagged,
      });
      this.tell(serial, followed);
    }
  }

  /** Whose connection it is. */
  report(serial: number): OwnerReport {
    const answer = this.bySerial.get(serial)?.answer ?? { kind: 'unknown', reason: 'gone' };
    return answer.kind === 'unknown' ? answer : { kind: 'known', process: this.options.host.describe(answer.program) };
  }

  /** The owners of flagged connections, each once. */
  flaggedPrograms(): LocalProgram[] {
    const programs = new Map<number, LocalProgram>();
    for (const { isFlagged, answer } of this.bySerial.values()) {
      if (isFlagged && answer.kind === 'known') programs.set(answer.program.pid, answer.program);
    }
    return [...programs.values()];
  }

  /** Whether an open connection of a program of this computer is found mining. */
  isAnyMining(): boolean {
    const { pipeline } = this.options;
    for (const { place, answer, isFlagged } of this.bySerial.values()) {
      if (!isFlagged || place === hasLeft || answer.kind === 'unknown') continue;
      if (pipeline.judgements.verdict(place) === 'mining' && !pipeline.table.isClosed(place)) return true;
    }
    return false;
  }

  private tell(serial: number, followed: Followed): void {
    const { pipeline, host, onLate, onLearned } = this.options;
    const { place, answer, file, observed, isFlagged } = followed;
    const facts: EvidenceFact[] = file === null ? [...observed] : [file, ...observed];
    if (answer.kind === 'unknown' && isFlagged) facts.push({ code: 'owner-unknown', reason: answer.reason });
    const program = answer.kind === 'known' ? answer.program : null;
    const cpu = program === null ? null : (host.processor.usageOf(program.pid)?.cpu ?? null);
    const knowledge = { program: program?.name ?? null, cpu, evidence: weighOwner(facts) };
    if (place === hasLeft) {
      onLate?.(serial, knowledge);
      return;
    }
    pipeline.learnOwner(place, knowledge);
    const kind = facts.map((fact) => (fact.code === 'owner-cpu' ? fact.level : fact.code)).join();
    if (!isFlagged || kind === followed.toldKind) return;
    followed.toldKind = kind;
    onLearned?.(place);
  }

  private assess(serial: number, followed: Followed): void {
    const { answer } = followed;
    if (answer.kind === 'unknown') return;
    const { program } = answer;
    this.waiting.push(async () => {
      const file = program.path === null ? null : await this.options.assessProgram(program.path);
      followed.file = describeProgramFile(program, file);
      this.tell(serial, followed);
    });
    this.runNext();
  }

  private runNext(): void {
    const next = this.running < mostFilesAtOnce ? this.waiting.shift() : undefined;
    if (next === undefined) return;
    this.running++;
    void next().finally(() => {
      this.running--;
      this.runNext();
    });
  }
}

function isLooking({ answer }: Followed): boolean {
  return answer.kind === 'unknown' && answer.reason === 'looking';
}
