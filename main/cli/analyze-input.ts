import { FileSource } from '../capture/file-source';
import { StdinSource } from '../capture/stdin-source';
import { analyzeSource } from '../engine/analyze-source';
import type { LoadedModel } from '../inference/predictor';
import type { PoolLists } from '../verdict/pool-lists';
import type { Input } from './collect-inputs';
import { describeProgress, type Progress } from './describe-progress';
import { hashFile } from './hash-file';
import { write } from './output';
import type { AnalyzedInput, Printer } from './printer';
import type { StatusLine } from './status-line';
import { remark, reportFailure } from './terminal';

/** What all inputs of one run share. */
export interface AnalyzeRun {
  readonly model: LoadedModel;
  readonly isHeadersOnly: boolean;
  readonly isHashed: boolean;
  readonly poolLists: PoolLists;
  readonly printer: Printer;
  readonly status: StatusLine;
  readonly signal: AbortSignal;
}

/** Where the run stands before an input. */
export type Position = Pick<Progress, 'number' | 'inputs' | 'mining'>;

/** Analyses one input unless the run was interrupted, prints its connections as they end, and tells on stderr what is wrong with it. */
export async function analyzeInput(
  { path, failure }: Input,
  position: Position,
  run: AnalyzeRun,
): Promise<AnalyzedInput> {
  if (run.signal.aborted) return { kind: 'unread', path };
  if (failure !== null) {
    reportFailure(failure, path);
    return { kind: 'unreadable', path, failure };
  }
  const { printer, status } = run;
  const file = path === '-' ? null : path;
  const source = file === null ? new StdinSource(process.stdin) : new FileSource(path);
  const begin = performance.now();
  const pending: string[] = [];
  const flush = async (): Promise<void> => {
    const text = pending.splice(0).join('');
    if (text === '') return;
    status.clear();
    await write(text);
  };
  const outcome = await analyzeSource(source, {
    model: run.model,
    isHeadersOnly: run.isHeadersOnly,
    poolLists: run.poolLists,
    minRisk: printer.minRisk,
    signal: run.signal,
    onProgress: async (stats, flagged) => {
      await flush();
      const mining = position.mining + flagged;
      status.update(() => describeProgress({ ...position, stats, mining, path, elapsedMs: performance.now() - begin }));
    },
    ...(printer.connection && {
      onConnection: (connection) => pending.push(printer.connection?.(connection, file) ?? ''),
    }),
  });
  await flush();
  const { analysis, warnings } = outcome;
  if (run.isHashed && file !== null) analysis.input.sha256 = await hashFile(file);
  if (outcome.failure !== null || warnings.length > 0) status.clear();
  for (const warning of warnings) remark(warning, file ?? 'Standard input');
  if (outcome.failure !== null) reportFailure(outcome.failure, file);
  // What came before a failure is shown all the same.
  const isUnreadable = outcome.failure !== null && analysis.input.packets === 0;
  return isUnreadable ? { kind: 'unreadable', path, failure: outcome.failure } : { kind: 'read', path, analysis };
}
