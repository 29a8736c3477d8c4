import type { Verdict } from '../../shared/connection';
import type { ConnectionRow } from '../../shared/contract';

export interface RowFilter {
  /** Words that must all occur, in names, addresses, ports (`:3333`), program, protocol or community id. */
  readonly text: string;
  readonly verdict: Verdict | null;
  /** Only the connections of one device, by its local addresses. */
  readonly device: DeviceFilter | null;
}

export interface DeviceFilter {
  /** As it is called on screen. */
  readonly name: string;
  readonly addresses: readonly string[];
}

export const everyRow: RowFilter = { text: '', verdict: null, device: null };

const haystacks = new WeakMap<ConnectionRow, string>();

function haystackOf(row: ConnectionRow): string {
  let haystack = haystacks.get(row);
  if (haystack === undefined) {
    const { server, client } = row;
    const parts = [server.name, server.address, `:${server.port}`, client.address, `:${client.port}`];
    haystack = [...parts, row.program, row.protocol, row.id].filter(Boolean).join(' ').toLowerCase();
    haystacks.set(row, haystack);
  }
  return haystack;
}

/** The rows that match, in the order given. */
export function filterRows(rows: Iterable<ConnectionRow>, filter: RowFilter): ConnectionRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching: ConnectionRow[] = [];
  for (const row of rows) {
    if (filter.verdict !== null && row.verdict !== filter.verdict) continue;
    if (filter.device !== null && !filter.device.addresses.includes(row.device ?? '')) continue;
    if (words.every((word) => haystackOf(row).includes(word))) matching.push(row);
  }
  return matching;
}

/** How many rows each verdict has. */
export function countVerdicts(rows: Iterable<ConnectionRow>): Record<Verdict, number> {
  const counts = { mining: 0, suspicious: 0, undecided: 0, clear: 0 };
  for (const row of rows) counts[row.verdict] += 1;
  return counts;
}
