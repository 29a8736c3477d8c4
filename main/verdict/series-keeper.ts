/** Gives the connections of one reconnecting miner a common series id, and each of them the weight of the earlier ones. */
import type { Verdict } from '../../shared/connection';
import { formatAddress } from '../decode/format-address';
import type { ConnectionTable } from '../flow/connection-table';
import { nameSeries, SeriesTable } from '../flow/series';
import { weights } from './judge';

const address = new Uint8Array(16);

/** Follows verdicts. */
export class SeriesKeeper {
  private readonly series = new SeriesTable();

  /** Takes note of a judged connection. */
  follow(connection: number, table: ConnectionTable, verdict: Verdict): void {
    if (verdict !== 'mining' && verdict !== 'suspicious') return;
    this.series.flag(endsOf(connection, table), table.serial[connection], verdict === 'mining');
  }

  /** The series of a connection, or null for the first of its ends and for everything unflagged. */
  idOf(connection: number, table: ConnectionTable): string | null {
    if (this.series.isEmpty || !table.isTcp(connection)) return null;
    return this.series.seriesOf(endsOf(connection, table), table.serial[connection]);
  }

  /** Nats: a client that mined at this server before most likely does so again. */
  weightOf(connection: number, table: ConnectionTable): number {
    if (this.series.isEmpty || !table.isTcp(connection)) return 0;
    const isAgain = this.series.hasOtherMiner(endsOf(connection, table), table.serial[connection]);
    return isAgain ? weights.returningMiner : 0;
  }
}

function endsOf(connection: number, table: ConnectionTable): string {
  const client = formatAddress(address, 0, table.readClientAddress(connection, address));
  const server = formatAddress(address, 0, table.readServerAddress(connection, address));
  return nameSeries(client, { address: server, port: table.serverPort(connection) });
}
