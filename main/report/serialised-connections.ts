import type { Connection } from '../../shared/connection';
import { joinSeries } from './join-series';
import { toJson } from './to-json';

/** The connections of one input as JSON texts, until all of them are known. */
export class SerialisedConnections {
  private readonly list: string[] = [];
  private readonly series = new Set<string>();

  add(connection: Connection): void {
    this.list.push(toJson(connection));
    if (connection.series !== null) this.series.add(connection.series);
  }

  /** The texts in the order of adding, series completed. */
  *texts(): Generator<string, void, undefined> {
    for (const text of this.list) {
      if (this.series.size === 0 || !text.includes('"series":null')) {
        yield text;
        continue;
      }
      const connection = JSON.parse(text) as Connection;
      joinSeries([connection], this.series);
      yield toJson(connection);
    }
  }
}
