import type { ConnectionRow } from '../../shared/contract';
import { nameSeries } from '../flow/series';

/** Keys of the other connections of a row's series, oldest first. The first of a series was seen before it had a name. */
export function findSeries(row: ConnectionRow, rows: readonly ConnectionRow[]): string[] {
  const series = row.series ?? endsOf(row);
  const isFirst = (other: ConnectionRow): boolean =>
    row.series !== null && other.series === null && other.protocol === 'tcp' && endsOf(other) === series;
  return rows
    .filter((other) => other.key !== row.key && (other.series === series || isFirst(other)))
    .sort((a, b) => a.start.localeCompare(b.start))
    .map(({ key }) => key);
}

function endsOf({ client, server }: ConnectionRow): string {
  return nameSeries(client.address, server);
}
