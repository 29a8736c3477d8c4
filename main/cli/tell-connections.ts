/** What `watch` says while it listens. Texts are put into `pending`, to be written after each batch. */
import type { Evidence } from '../../shared/connection';
import type { Pipeline, PipelineOptions } from '../pipeline';
import { describeConnection } from '../report/describe-connection';
import { formatJsonLine } from './format-json-line';
import { formatConnection, formatEvidence, formatHeading } from './format-table';

type Told = Pick<PipelineOptions, 'onOpened' | 'onJudged' | 'onFlagged' | 'onEnded'>;

/** Every event of every connection, as a JSON line. */
export function tellEvents(pending: string[], pipeline: () => Pipeline): Told {
  const tell = (event: string) => (at: number) => {
    pending.push(formatJsonLine(describeConnection(pipeline(), at), null, event));
  };
  return { onOpened: tell('opened'), onJudged: tell('updated'), onFlagged: tell('flagged'), onEnded: tell('ended') };
}

/** Mining when it is found; at its end, what is worth a look and was not told yet, or is judged otherwise by then. */
export function tellFindings(pending: string[], pipeline: () => Pipeline): Told {
  const tell = (at: number): void => {
    pending.push(`${formatConnection(describeConnection(pipeline(), at))}\n`);
  };
  return {
    onFlagged: tell,
    onEnded: (at) => {
      const { judgements } = pipeline();
      const isMining = judgements.verdict(at) === 'mining';
      const isNoted = judgements.verdict(at) === 'suspicious' || judgements.firstFlagged(at) !== null;
      if (!isMining && isNoted) tell(at);
    },
  };
}

/** Tells what the program that owns a flagged connection is and does, once that is known: reasons that came after the finding. */
export class OwnerTeller {
  /** Which reasons were told, by serial number of the connection. */
  private readonly told = new Map<number, Set<string>>();

  constructor(private readonly pending: string[]) {}

  /** Says nothing where nothing is new but remarks that weigh nothing; that the owner is named counts as news once. */
  tell(pipeline: Pipeline, at: number): void {
    const connection = describeConnection(pipeline, at);
    const reasons = connection.evidence.filter(({ kind }) => ownerKinds.has(kind));
    const serial = pipeline.table.serial[at];
    const told = this.told.get(serial) ?? new Set();
    const news = reasons.flatMap(nameNews).filter((name) => !told.has(name));
    if (news.length === 0) return;
    this.told.set(serial, new Set([...told, ...news]));
    this.pending.push(`${formatHeading(connection)}${reasons.map(formatEvidence).join('')}\n`);
  }

  /** To be called when a connection leaves the table. */
  forget(serial: number): void {
    this.told.delete(serial);
  }
}

function nameNews({ weight, fact }: Evidence): string[] {
  if (weight === 0) return fact.code === 'owner-unknown' ? [] : ['named'];
  return ['named', fact.code === 'owner-cpu' ? `${fact.code} ${fact.level}` : fact.code];
}

const ownerKinds = new Set<Evidence['kind']>(['process', 'similarity', 'cpu', 'power']);
