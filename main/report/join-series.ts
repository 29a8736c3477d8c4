/** Completes series once all connections of an input are known. */
import type { Connection } from '../../shared/connection';
import { nameSeries } from '../flow/series';

/** Gives the first connections of each series its id too; their successors named it. `named` are the known ids. */
export function joinSeries(connections: readonly Connection[], named: ReadonlySet<string> = idsOf(connections)): void {
  if (named.size === 0) return;
  for (const connection of connections) {
    if (connection.series !== null || connection.protocol !== 'tcp') continue;
    const ends = nameSeries(connection.client.address, connection.server);
    if (named.has(ends)) connection.series = ends;
  }
}

function idsOf(connections: readonly Connection[]): Set<string> {
  return new Set(connections.flatMap(({ series }) => (series === null ? [] : [series])));
}
