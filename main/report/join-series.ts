/** Completes series once all connections of an input are known. */
import type { Connection } from '../../shared/connection';

/** Gives the first connections of each series its id too; their successors named it. */
export function joinSeries(connections: readonly Connection[]): void {
  const named = new Set<string>();
  for (const connection of connections) if (connection.series !== null) named.add(connection.series);
  if (named.size === 0) return;
  for (const connection of connections) {
    if (connection.series !== null || connection.protocol !== 'tcp') continue;
    const { client, server } = connection;
    const address = server.address.includes(':') ? `[${server.address}]` : server.address;
    const ends = `${client.address}>${address}:${server.port}`;
    if (named.has(ends)) connection.series = ends;
  }
}
