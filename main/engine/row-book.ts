/** The rows a window may see: the riskiest and the newest connections of one session, ended ones included. */
import type { Evidence, Verdict } from '../../shared/connection';
import { maxRows, type ConnectionRow, type MessagePoint } from '../../shared/contract';
import type { Pipeline } from '../pipeline';
import { describeEvidence, describePiece } from '../report/describe-evidence';
import { describeMessages, describeRow } from '../report/describe-row';
import { addToRisk, thresholds } from '../verdict/judge';
import { sumOwner, type OwnerKnowledge } from '../verdict/weigh-owner';

/** What the detail panel needs besides the row. */
export interface RowDetail {
  readonly evidence: Evidence[];
  readonly messages: MessagePoint[];
  readonly riskHistory: RiskPoint[];
}

interface RiskPoint {
  readonly atSeconds: number;
  readonly risk: number;
}

interface Entry {
  readonly serial: number;
  /** Index in the table, or -1 once the connection has left it. */
  connection: number;
  packets: number;
  /** It was judged anew since its row was made. */
  isStale: boolean;
  row: ConnectionRow;
  /** Nats; of the owner's evidence, once the connection has left the table. */
  ownerWeight: number;
  /** Kept when the connection has left the table. */
  detail: RowDetail | null;
  isChanged: boolean;
  wasTaken: boolean;
}

const noConnection = -1;
const ownerKinds = new Set<Evidence['kind']>(['process', 'similarity', 'cpu', 'power']);

/**
 * Keeps at most `limit` rows: flagged connections by risk first, then the newest others. Of those that left the table it
 * keeps the details of every flagged one and of the newest `detailLimit`.
 */
export class RowBook {
  /** Flagged and undecided connections that are in the table now, as of the last `refresh`. */
  readonly active = { mining: 0, suspicious: 0, undecided: 0 };
  private readonly entries = new Map<number, Entry>();
  private readonly bySerialOfKey = new Map<string, number>();
  private readonly riskHistories: RiskPoint[][] = [];
  private removed: string[] = [];
  private newestSerial = 0;

  /** `session` makes the keys of one session different from those of another. */
  constructor(
    private readonly pipeline: Pipeline,
    private readonly session: string,
    private readonly limit = maxRows,
    private readonly detailLimit = 1000,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /** To be called when a connection was opened. */
  open(connection: number): void {
    this.newestSerial = this.pipeline.table.serial[connection];
    this.riskHistories[connection] = [];
  }

  /** To be called when a connection was judged. */
  noteRisk(connection: number): void {
    const { table, judgements } = this.pipeline;
    const atSeconds = Math.round(table.durationUs[connection] / 1e3) / 1e3;
    this.riskHistories[connection].push({ atSeconds, risk: judgements.risk(connection) });
    const entry = this.entries.get(table.serial[connection]);
    if (entry) entry.isStale = true;
  }

  /** To be called before a connection leaves the table. */
  end(connection: number): void {
    const serial = this.pipeline.table.serial[connection];
    const isFlagged = isFlagVerdict(this.pipeline.judgements.verdict(connection));
    const isShown = this.entries.has(serial);
    if (!isShown && !isFlagged && serial <= this.newestSerial - this.limit) return;
    const entry = this.put(serial, connection, false);
    entry.connection = noConnection;
    entry.ownerWeight = this.pipeline.judgements.opinion(connection).ownerWeight ?? 0;
    if (isFlagged || serial > this.newestSerial - this.detailLimit) entry.detail = this.describeDetail(connection);
    this.riskHistories[connection] = [];
    if (this.entries.size > this.limit * 1.25) this.trim();
  }

  /** Takes up what is known now about the owner of a connection that has left the table, and judges it anew. */
  learnOwner(serial: number, { program, evidence: pieces }: OwnerKnowledge): void {
    const entry = this.entries.get(serial);
    if (entry?.connection !== noConnection) return;
    const { row, detail } = entry;
    const weight = sumOwner(pieces);
    const risk = addToRisk(row.risk, weight - entry.ownerWeight);
    entry.ownerWeight = weight;
    const verdict = risk >= thresholds.mining ? 'mining' : row.verdict;
    this.pipeline.counts.resettle(row.verdict, verdict);
    const atEnd = { afterMs: row.durationMs, afterPackets: row.packets.up + row.packets.down, by: 'evidence' as const };
    const firstFlagged = row.firstFlagged ?? (verdict === 'mining' ? atEnd : null);
    entry.row = { ...row, risk, verdict, firstFlagged, program };
    entry.isChanged = true;
    if (detail === null) return;
    const evidence = pieces.reduce(
      (all, piece) => insert(all, describePiece(piece.kind, piece.weight, piece.fact)),
      detail.evidence.filter(({ kind }) => !ownerKinds.has(kind)),
    );
    const riskHistory = [...detail.riskHistory, { atSeconds: row.durationMs / 1e3, risk }];
    entry.detail = { ...detail, evidence, riskHistory };
  }

  /** Brings the rows of the connections in the table up to date. */
  refresh(): void {
    const { table, judgements } = this.pipeline;
    const { active } = this;
    active.mining = active.suspicious = active.undecided = 0;
    table.forEach((connection) => {
      const verdict = judgements.verdict(connection);
      if (verdict !== 'clear') active[verdict]++;
      const serial = table.serial[connection];
      const entry = this.entries.get(serial);
      if (!entry && !isFlagVerdict(verdict) && serial <= this.newestSerial - this.limit) return;
      const packets = table.packetsUp(connection) + table.packetsDown(connection);
      if (entry?.packets === packets && entry.row.verdict === verdict && !entry.isStale) return;
      this.put(serial, connection, true).packets = packets;
    });
    this.trim();
  }

  /**
   * Rows that are new or different since the last call, at most `most` of them (the others wait for the next call, the
   * riskiest and newest go first), and the keys of those that are no longer shown.
   */
  takeChanges(most = Number.POSITIVE_INFINITY): { changed: ConnectionRow[]; removed: string[] } {
    let changed = [...this.entries.values()].filter((entry) => entry.isChanged);
    if (changed.length > most) changed = changed.sort(compareRank).slice(0, most);
    for (const entry of changed) {
      entry.isChanged = false;
      entry.wasTaken = true;
    }
    const { removed } = this;
    this.removed = [];
    return { changed: changed.map(({ row }) => row), removed };
  }

  /** All rows. Whoever has them learns from `takeChanges` which ones go. */
  rows(): ConnectionRow[] {
    return Array.from(this.entries.values(), (entry) => {
      entry.wasTaken = true;
      return entry.row;
    });
  }

  serialOf(key: string): number | null {
    return this.bySerialOfKey.get(key) ?? null;
  }

  row(key: string): ConnectionRow | null {
    return this.entryOf(key)?.row ?? null;
  }

  /** The detail of a row as it is now; null when it is no longer kept. */
  detail(key: string): RowDetail | null {
    const entry = this.entryOf(key);
    if (!entry) return null;
    return entry.connection === noConnection ? entry.detail : this.describeDetail(entry.connection);
  }

  private entryOf(key: string): Entry | undefined {
    const serial = this.bySerialOfKey.get(key);
    return serial === undefined ? undefined : this.entries.get(serial);
  }

  private put(serial: number, connection: number, isActive: boolean): Entry {
    const row = describeRow(this.pipeline, connection, `${this.session}c${serial}`, isActive);
    let entry = this.entries.get(serial);
    if (entry) {
      entry.row = row;
      entry.isStale = false;
      entry.isChanged = true;
      return entry;
    }
    entry = {
      serial,
      connection,
      packets: 0,
      isStale: false,
      row,
      ownerWeight: 0,
      detail: null,
      isChanged: true,
      wasTaken: false,
    };
    this.entries.set(serial, entry);
    this.bySerialOfKey.set(row.key, serial);
    return entry;
  }

  private describeDetail(connection: number): RowDetail {
    return {
      evidence: describeEvidence(this.pipeline, connection),
      messages: describeMessages(this.pipeline, connection),
      riskHistory: [...this.riskHistories[connection]],
    };
  }

  /** Drops what ranks lowest beyond the limit, and details that are no longer among the newest. */
  private trim(): void {
    const oldestDetail = this.newestSerial - this.detailLimit;
    for (const entry of this.entries.values()) {
      if (entry.serial <= oldestDetail && !isFlagVerdict(entry.row.verdict)) entry.detail = null;
    }
    if (this.entries.size <= this.limit) return;
    const ranked = [...this.entries.values()].sort(compareRank);
    for (const entry of ranked.slice(this.limit)) {
      this.entries.delete(entry.serial);
      this.bySerialOfKey.delete(entry.row.key);
      if (entry.wasTaken) this.removed.push(entry.row.key);
    }
  }
}

/** Observations that weigh stand before the model's opinion, remarks at the end. */
function insert(evidence: readonly Evidence[], piece: Evidence): Evidence[] {
  const model = evidence.findIndex(({ kind }) => kind === 'model');
  const at = piece.weight === 0 || model < 0 ? evidence.length : model;
  return [...evidence.slice(0, at), piece, ...evidence.slice(at)];
}

function isFlagVerdict(verdict: Verdict): boolean {
  return verdict === 'mining' || verdict === 'suspicious';
}

/** Riskiest first among the flagged, newest first among the others. */
function compareRank(a: Entry, b: Entry): number {
  const isFlaggedA = isFlagVerdict(a.row.verdict);
  if (isFlaggedA !== isFlagVerdict(b.row.verdict)) return isFlaggedA ? -1 : 1;
  return (isFlaggedA ? b.row.risk - a.row.risk : 0) || b.serial - a.serial;
}
