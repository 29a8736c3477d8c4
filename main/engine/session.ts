/** One run over one source: reads packets in slices, keeps the rows, and says how far it is. */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Failure } from '../../shared/connection';
import type { ConnectionDetail, ConnectionRow, Session as SessionReport } from '../../shared/contract';
import type { Warning } from '../../shared/failure-about';
import type { PacketMemory } from '../capture/packet-memory';
import type { PacketBatch, PacketSource } from '../capture/packet-source';
import type { DeviceList } from '../../shared/device';
import type { HostActivity } from '../../shared/host';
import { plural } from '../../shared/plural';
import type { LocalProgram } from '../host/connection-owner';
import type { HostMonitor } from '../host/host-monitor';
import type { LoadedModel } from '../inference/predictor';
import { readOwnAddresses } from '../host/own-addresses';
import { Pipeline } from '../pipeline';
import { isoOf } from '../report/describe-connection';
import { listDevices } from '../report/list-devices';
import { warnOfUnjudged } from '../report/describe-unjudged';
import { priorLogOdds } from '../verdict/judge';
import { findSeries } from './find-series';
import { internalFailure } from './internal-failure';
import type { LoadedPoolLists } from './pool-list-book';
import { describeActivity } from './describe-activity';
import { OwnerWatch, type OwnerWatchOptions } from './owner-watch';
import { RowBook } from './row-book';
import { countPacketsOf } from './select-packets';

/** What owners do changes slowly. */
const lookEveryMs = 3000;

export interface SessionOptions {
  readonly source: PacketSource;
  readonly model: LoadedModel;
  readonly memory: PacketMemory;
  readonly isHeadersOnly: boolean;
  readonly maxConnections: number;
  readonly poolLists: LoadedPoolLists;
  /** ISO time at which it was started. */
  readonly startedAt: string;
  /** This machine: asked about the connections of a live source only. */
  readonly host: HostMonitor;
  readonly assessProgram: OwnerWatchOptions['assessProgram'];
  /** Something was found out about a connection that is over, maybe after the session. */
  readonly onLate: () => void;
}

export class Session {
  readonly rows: RowBook;
  readonly memory: PacketMemory;
  private readonly source: PacketSource;
  private readonly pipeline: Pipeline;
  private readonly owners: OwnerWatch | null;
  private lookedMs = 0;
  /** Of this computer, where the packets are its own. */
  private readonly ownAddresses: ReadonlySet<string>;
  private readonly abort = new AbortController();
  private state: SessionReport['state'] = 'starting';
  private failure: Failure | null = null;
  private wasReadToEnd = false;
  private unseenPackets = 0;
  private kept = { key: '', packets: 0, untilMs: 0 };
  private continueReading: (() => void) | null = null;
  private readonly ended: Promise<void>;

  constructor(private readonly options: SessionOptions) {
    this.source = options.source;
    this.memory = options.memory;
    this.ownAddresses = isLiveSource(this.source) ? readOwnAddresses() : new Set();
    this.pipeline = new Pipeline({
      model: options.model,
      isHeadersOnly: options.isHeadersOnly,
      maxConnections: options.maxConnections,
      poolLists: options.poolLists.lists,
      ownAddresses: this.ownAddresses,
      onOpened: (connection) => {
        this.rows.open(connection);
        this.owners?.noteOpened(connection);
      },
      onJudged: (connection) => this.noteJudged(connection),
      onFlagged: (connection) => this.noteJudged(connection),
      onEnded: (connection) => {
        this.rows.end(connection);
        this.owners?.noteEnded(connection);
      },
    });
    this.rows = new RowBook(this.pipeline, makeSessionId());
    this.owners = isLiveSource(this.source) ? this.followOwners() : null;
    this.ended = this.run();
  }

  get isOver(): boolean {
    return this.state === 'ended' || this.state === 'failed';
  }

  /** A file waits; what arrives meanwhile on a live source is not seen. */
  pause(): void {
    if (this.state === 'running') this.state = 'paused';
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.continueReading?.();
  }

  /** Ends the reading; what was found stays. Resolves once everything is judged. */
  stop(): Promise<void> {
    this.abort.abort();
    this.continueReading?.();
    return this.ended;
  }

  /** What a window shows of the session as a whole. */
  report(): SessionReport {
    const { counts, table } = this.pipeline;
    const { active } = this.rows;
    const { source } = this;
    const stats = source.stats();
    const isLive = isLiveSource(source);
    return {
      state: this.state,
      source: {
        kind: isLive ? 'interface' : source.kind === 'demo' ? 'demo' : 'file',
        label: source.label,
        tool: source.tool,
        timestamps: source.timestamps,
        isHeadersOnly: this.options.isHeadersOnly,
      },
      startedAt: this.options.startedAt,
      packets: counts.packets,
      bytes: counts.bytes,
      dropped: stats.dropped,
      duplicates: counts.duplicates,
      skipped: Object.values(counts.skipped).reduce((sum, count) => sum + count, 0),
      progress: this.wasReadToEnd ? 1 : stats.totalBytes ? Math.min(1, stats.readBytes / stats.totalBytes) : null,
      connections: counts.connections,
      active: table.size,
      mining: counts.mining + active.mining,
      suspicious: counts.suspicious + active.suspicious,
      undecided: counts.undecided + active.undecided,
      evicted: counts.evicted,
      hiddenRows: Math.max(0, counts.connections - this.rows.size),
      keptBytes: this.memory.keptBytes,
      keptLimitBytes: this.memory.limitBytes,
      clock: Number.isNaN(counts.lastPacketUs) ? null : isoOf(counts.lastPacketUs),
      failure: this.failure,
      warnings: [...stats.warnings, ...this.pauseWarnings(), ...this.listWarnings(), ...this.endWarnings()],
    };
  }

  /** The detail of a row, or null when the row or its detail is no longer kept. */
  describe(key: string): ConnectionDetail | null {
    const row = this.rows.row(key);
    const detail = this.rows.detail(key);
    if (row === null || detail === null) return null;
    const seriesKeys = findSeries(row, this.rows.rows());
    const serial = this.rows.serialOf(key);
    const owner =
      this.owners === null || serial === null
        ? ({ kind: 'unknown', reason: 'not-live' } as const)
        : this.owners.report(serial);
    return { ...row, ...detail, priorLogOdds, seriesKeys, packetsKept: this.countKept(row), owner };
  }

  /** Brings the rows up to date; every few seconds also what the owners of connections do. */
  refresh(): void {
    const nowMs = performance.now();
    if (this.owners !== null && !this.isOver && nowMs - this.lookedMs >= lookEveryMs) {
      this.lookedMs = nowMs;
      this.owners.look();
      this.options.host.lookForGuests();
      this.options.host.noteMining(this.owners.isAnyMining());
    }
    this.rows.refresh();
  }

  /** Devices of the local network, riskiest first. */
  listDevices(): DeviceList {
    const { ownAddresses, options } = this;
    return listDevices(this.pipeline, { own: ownAddresses, guestOf: (mac) => options.host.guestOf(mac) });
  }

  /** The programs of this computer that own flagged connections, and what these connections have been doing. */
  describeFlagged(): { programs: LocalProgram[]; activity: HostActivity[] } {
    if (this.owners === null) return { programs: [], activity: [] };
    return { programs: this.owners.flaggedPrograms(), activity: describeActivity(this.rows) };
  }

  /** Counting goes through all kept packets: the count is used again for twenty times as long as it took. */
  private countKept(row: ConnectionRow): number {
    const nowMs = performance.now();
    if (this.kept.key === row.key && nowMs < this.kept.untilMs) return this.kept.packets;
    const packets = countPacketsOf(row, this.memory);
    const costMs = performance.now() - nowMs;
    this.kept = { key: row.key, packets, untilMs: nowMs + 20 * costMs };
    return packets;
  }

  private noteJudged(connection: number): void {
    this.rows.noteRisk(connection);
    this.owners?.noteJudged(connection);
  }

  private followOwners(): OwnerWatch {
    const { host, assessProgram, onLate } = this.options;
    return new OwnerWatch({
      pipeline: this.pipeline,
      host,
      assessProgram,
      onLate: (serial, knowledge) => {
        this.rows.learnOwner(serial, knowledge);
        onLate();
      },
    });
  }

  private async run(): Promise<void> {
    const letGo = this.owners === null ? null : this.options.host.hold();
    try {
      for await (const batch of this.source.open(this.abort.signal)) {
        await this.take(batch);
        // A file's batches are there at once: without this, requests would wait until its end.
        if (batch.count > 0) await nextTurn();
        if (this.abort.signal.aborted) break;
      }
      const wasStopped = this.abort.signal.aborted;
      this.failure = wasStopped ? null : this.source.stats().failure;
      this.wasReadToEnd = !wasStopped && this.failure === null && !isLiveSource(this.source);
      this.pipeline.finish();
    } catch (error) {
      this.failure = internalFailure(error);
    }
    letGo?.();
    this.options.host.noteMining(false);
    this.rows.refresh();
    this.state = this.failure === null ? 'ended' : 'failed';
  }

  private async take(batch: PacketBatch): Promise<void> {
    if (this.state === 'starting') this.state = 'running';
    if (this.state === 'paused' && isLiveSource(this.source)) {
      this.unseenPackets += batch.count;
      return;
    }
    while (this.state === 'paused' && !this.abort.signal.aborted) {
      await new Promise<void>((resolve) => (this.continueReading = resolve));
    }
    if (batch.count === 0) return;
    this.pipeline.accept(batch);
    this.memory.add(batch);
  }

  private listWarnings(): Warning[] {
    return this.options.poolLists.failures.map(({ message, about }) => {
      const text = `A list of pools is left out: ${message}`;
      return { code: 'pool-list-left-out', text, subject: about?.subject ?? '' };
    });
  }

  /** A failure says for itself why there is nothing. */
  private endWarnings(): Warning[] {
    return this.state === 'ended' ? warnOfUnjudged(this.pipeline.counts) : [];
  }

  private pauseWarnings(): Warning[] {
    if (this.unseenPackets === 0) return [];
    const packets = this.unseenPackets;
    const text = `${plural(packets, 'packet')} passed while the session was paused and ${packets === 1 ? 'was' : 'were'} not seen.`;
    return [{ code: 'unseen-while-paused', text, packets }];
  }
}

/** Differs from that of any other session, also of an engine that was started again: windows may still have its keys. */
function makeSessionId(): string {
  return randomUUID().slice(0, 8);
}

function isLiveSource(source: PacketSource): boolean {
  return source.tool !== null;
}
