import type { ConnectionRow } from '../../shared/contract';
import type { Sorting } from './row-grid';

/** Every column of the table, in order. */
export const columns = [
  'risk',
  'server',
  'port',
  'client',
  'program',
  'start',
  'duration',
  'packets',
  'bytes',
  'rate',
] as const;
export type Column = (typeof columns)[number];

export type ConnectionSorting = Sorting<Column>;

export const riskFirst: ConnectionSorting = { column: 'risk', isDescending: true };

/** The sorting after a click on a column's header: turned round, or started at the end people look for first. */
export function nextSorting(current: ConnectionSorting, column: Column): ConnectionSorting {
  if (current.column === column) return { column, isDescending: !current.isDescending };
  const isText = column === 'server' || column === 'client' || column === 'program' || column === 'port';
  return { column, isDescending: !isText };
}

const verdictRank = { mining: 3, suspicious: 2, undecided: 1, clear: 0 };

const textOrder = new Intl.Collator('en', { numeric: true });

function latestRate(row: ConnectionRow): number {
  return row.isActive && row.rate.length > 0 ? row.rate[row.rate.length - 1] : 0;
}

type Comparison = (a: ConnectionRow, b: ConnectionRow) => number;

const comparisons: Record<Column, Comparison> = {
  // Undecided connections have a risk too, yet one that means little: the verdict counts first.
  risk: (a, b) => verdictRank[a.verdict] - verdictRank[b.verdict] || a.risk - b.risk,
  server: (a, b) => textOrder.compare(a.server.name ?? a.server.address, b.server.name ?? b.server.address),
  port: (a, b) => a.server.port - b.server.port || textOrder.compare(a.protocol, b.protocol),
  client: (a, b) => textOrder.compare(a.client.address, b.client.address) || a.client.port - b.client.port,
  program: (a, b) => textOrder.compare(a.program ?? '', b.program ?? ''),
  start: (a, b) => Date.parse(a.start) - Date.parse(b.start),
  duration: (a, b) => a.durationMs - b.durationMs,
  packets: (a, b) => a.packets.up + a.packets.down - b.packets.up - b.packets.down,
  bytes: (a, b) => a.bytes.up + a.bytes.down - b.bytes.up - b.bytes.down,
  rate: (a, b) => latestRate(a) - latestRate(b),
};

/** A sorted copy. Ties keep one order whatever the input's order, so that rows don't jump between deltas. */
export function sortRows(rows: Iterable<ConnectionRow>, sorting: ConnectionSorting): ConnectionRow[] {
  const compare = comparisons[sorting.column];
  const direction = sorting.isDescending ? -1 : 1;
  return Array.from(rows).sort((a, b) => direction * compare(a, b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
