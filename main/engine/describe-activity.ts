/** What flagged connections have been doing, in steps of time that can be laid beside processor and power. */
import type { HostActivity } from '../../shared/host';
import { formatEndpoint } from '../../shared/format-endpoint';
import type { RowBook } from './row-book';

const stepMs = 5000;
const pastMs = 30 * 60 * 1000;
/** The riskiest are enough to look at. */
const mostConnections = 5;

/** The riskiest flagged connections of the last half hour, riskiest first. */
export function describeActivity(rows: RowBook, nowMs = Date.now()): HostActivity[] {
  const flagged = rows
    .rows()
    .filter(
      ({ verdict, end }) => (verdict === 'mining' || verdict === 'suspicious') && Date.parse(end) > nowMs - pastMs,
    )
    .sort((a, b) => b.risk - a.risk)
    .slice(0, mostConnections);
  return flagged.map((row) => {
    const beginMs = Date.parse(row.start);
    const steps = new Map<number, number>();
    for (const { atSeconds, bytes } of rows.detail(row.key)?.messages ?? []) {
      const step = Math.floor((beginMs + atSeconds * 1000) / stepMs) * stepMs;
      if (step > nowMs - pastMs) steps.set(step, (steps.get(step) ?? 0) + Math.abs(bytes));
    }
    return {
      key: row.key,
      label: formatEndpoint({ ...row.server, address: row.server.name ?? row.server.address }),
      program: row.program,
      verdict: row.verdict === 'mining' ? 'mining' : 'suspicious',
      points: Array.from(steps, ([atMs, bytes]) => ({ at: new Date(atMs).toISOString(), bytes })),
    };
  });
}
