/** A connection of the table as the window shows it. */
import type { ConnectionRow, MessagePoint } from '../../shared/contract';
import { createWindow, fillWindow } from '../inference/scorer';
import type { Pipeline } from '../pipeline';
import { describeWithoutEvidence } from './describe-connection';

const window = createWindow();
/** The rate line covers this many seconds in this many steps. */
const rateSeconds = 320;
const rateSteps = 32;

/** The row, under this key, of a connection that is still in the table, or about to leave it (`isActive` false). */
export function describeRow(pipeline: Pipeline, connection: number, key: string, isActive: boolean): ConnectionRow {
  fillWindow(pipeline.table, connection, window);
  const owner = pipeline.owners.get(connection);
  return {
    ...describeWithoutEvidence(pipeline, connection),
    key,
    program: owner?.program ?? null,
    programCpu: owner?.cpu ?? null,
    isActive: isActive && !pipeline.table.isClosed(connection),
    rate: computeRate(),
  };
}

/** The remembered messages of a connection, oldest first. */
export function describeMessages(pipeline: Pipeline, connection: number): MessagePoint[] {
  fillWindow(pipeline.table, connection, window);
  return Array.from({ length: window.count }, (_, at) => ({
    atSeconds: Math.round(window.times[at] * 1000) / 1000,
    bytes: window.sizes[at],
  }));
}

/** Payload bytes a second in equal steps over the connection's recent past, oldest first. */
function computeRate(): number[] {
  const span = Math.min(rateSeconds, Math.max(1, window.durationSeconds));
  const begin = window.durationSeconds - span;
  const rate = new Array<number>(rateSteps).fill(0);
  for (let at = window.count - 1; at >= 0 && window.times[at] >= begin; at--) {
    const step = Math.min(rateSteps - 1, Math.floor(((window.times[at] - begin) / span) * rateSteps));
    rate[step] += Math.abs(window.sizes[at]);
  }
  return rate.map((bytes) => Math.round((bytes * rateSteps) / span));
}
