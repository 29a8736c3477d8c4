import type { ConnectionRow, Delta, Session, Snapshot } from '../../shared/contract';

/** All connections the engine has told of, by row key, and its counters. Never changed in place. */
export interface LiveConnections {
  /** null until the first snapshot. */
  readonly session: Session | null;
  readonly rows: ReadonlyMap<string, ConnectionRow>;
}

export const noConnections: LiveConnections = { session: null, rows: new Map() };

export function fromSnapshot(snapshot: Snapshot): LiveConnections {
  return { session: snapshot.session, rows: new Map(snapshot.rows.map((row) => [row.key, row])) };
}

/** The state after a delta. Rows that did not change stay the same objects, so that they need not be drawn again. */
export function applyDelta(state: LiveConnections, delta: Delta): LiveConnections {
  const isUnchanged = !delta.isReset && delta.changed.length === 0 && delta.removed.length === 0;
  if (isUnchanged) return { session: delta.session, rows: state.rows };
  const rows = new Map(delta.isReset ? [] : state.rows);
  for (const key of delta.removed) rows.delete(key);
  for (const row of delta.changed) rows.set(row.key, row);
  return { session: delta.session, rows };
}
