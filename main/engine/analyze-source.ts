/** Runs one source through a pipeline from beginning to end. */
import type { Analysis, Connection, Failure } from '../../shared/connection';
import { linkTypeName } from '../capture/link-types';
import type { CaptureStats, PacketSource } from '../capture/packet-source';
import type { LoadedModel } from '../inference/predictor';
import { Pipeline } from '../pipeline';
import type { PipelineCounts } from '../pipeline-counts';
import { describeConnection, isoOf } from '../report/describe-connection';
import { listDevices } from '../report/list-devices';
import { warnOfUnjudged } from '../report/describe-unjudged';
import { joinSeries } from '../report/join-series';
import type { PoolLists } from '../verdict/pool-lists';
import { toolOf } from './tool';

/** Connections followed at once unless told otherwise. */
export const defaultMaxConnections = 200_000;

export interface AnalyzeOptions {
  readonly model: LoadedModel;
  readonly isHeadersOnly?: boolean;
  readonly maxConnections?: number;
  /** Lists of pools that count besides our own. */
  readonly poolLists?: PoolLists;
  /** Connections below this risk are counted but not described. */
  readonly minRisk?: number;
  readonly signal?: AbortSignal;
  /** Called after each batch with the connections called mining so far; the next batch waits for it. */
  readonly onProgress?: (stats: CaptureStats, flagged: number) => void | Promise<void>;
  /** Called for each described connection when it ends; without it they are collected. */
  readonly onConnection?: (connection: Connection) => void;
}

/** The analysis of everything that could be read, and why the source ended early, if it did. */
export interface AnalysisOutcome {
  readonly analysis: Analysis;
  readonly failure: Failure | null;
  readonly warnings: readonly string[];
}

/** Reads the source to its end, or until the signal aborts, and judges every connection. */
export async function analyzeSource(source: PacketSource, options: AnalyzeOptions): Promise<AnalysisOutcome> {
  const begin = performance.now();
  const minRisk = options.minRisk ?? 0;
  const connections: Connection[] = [];
  let flagged = 0;
  const pipeline: Pipeline = new Pipeline({
    model: options.model,
    isHeadersOnly: options.isHeadersOnly ?? false,
    maxConnections: options.maxConnections ?? defaultMaxConnections,
    ...(options.poolLists && { poolLists: options.poolLists }),
    onFlagged: () => flagged++,
    onEnded: (index) => {
      if (pipeline.judgements.risk(index) < minRisk) return;
      const connection = describeConnection(pipeline, index);
      if (options.onConnection) options.onConnection(connection);
      else connections.push(connection);
    },
  });
  const signal = options.signal ?? new AbortController().signal;
  for await (const batch of source.open(signal)) {
    pipeline.accept(batch);
    await options.onProgress?.(source.stats(), flagged);
  }
  const isPartial = signal.aborted;
  pipeline.finish();
  joinSeries(connections);
  const stats = source.stats();
  const unjudged = stats.failure === null ? warnOfUnjudged(pipeline.counts) : [];
  return {
    analysis: {
      schema: 'kanaria/analysis@1',
      tool: toolOf(options.model),
      input: describeInput(source, stats, pipeline.counts),
      connections,
      devices: listDevices(pipeline).devices,
      summary: summarize(pipeline.counts, performance.now() - begin, isPartial),
    },
    failure: stats.failure,
    warnings: [...stats.warnings, ...unjudged].map(({ text }) => text),
  };
}

/** The input of an analysis in the contract's words. */
export function describeInput(source: PacketSource, stats: CaptureStats, counts: PipelineCounts): Analysis['input'] {
  const kind = source.kind === 'file' || source.kind === 'stdin' || source.kind === 'demo' ? source.kind : 'interface';
  return {
    kind,
    path: kind === 'stdin' ? null : source.label,
    sha256: null,
    linkTypes: stats.linkTypes.map(linkTypeName),
    packets: counts.packets,
    bytes: counts.bytes,
    duplicates: counts.duplicates,
    damagedAt: stats.damagedAt,
    skipped: { ...counts.skipped },
    dropped: stats.dropped,
    firstPacket: Number.isNaN(counts.firstPacketUs) ? null : isoOf(counts.firstPacketUs),
    lastPacket: Number.isNaN(counts.lastPacketUs) ? null : isoOf(counts.lastPacketUs),
  };
}

/** The summary line of an input whose connections have all ended. */
export function summarize(counts: PipelineCounts, elapsedMs: number, isPartial: boolean): Analysis['summary'] {
  const { connections, mining, suspicious, undecided, evicted } = counts;
  return { connections, mining, suspicious, undecided, evicted, elapsedMs: Math.round(elapsedMs), isPartial };
}
