/** A connection of the table as the stable JSON of the contract. */
import type { Connection } from '../../shared/connection';
import { formatAddress } from '../decode/format-address';
import type { Pipeline } from '../pipeline';
import { serverNameOf } from '../verdict/weigh-findings';
import { communityId } from './community-id';
import { describeEvidence } from './describe-evidence';

const client = new Uint8Array(16);
const server = new Uint8Array(16);

/** The connection with everything but its evidence; what a table row needs. */
export function describeWithoutEvidence(pipeline: Pipeline, connection: number): Omit<Connection, 'evidence'> {
  const { table, judgements } = pipeline;
  const clientLength = table.readClientAddress(connection, client);
  const serverLength = table.readServerAddress(connection, server);
  const clientPort = table.clientPort(connection);
  const serverPort = table.serverPort(connection);
  const protocol = table.protocol(connection);
  return {
    id: communityId(
      client.subarray(0, clientLength),
      server.subarray(0, serverLength),
      protocol,
      clientPort,
      serverPort,
    ),
    series: pipeline.series.idOf(connection, table),
    protocol: protocol === 6 ? 'tcp' : protocol === 17 ? 'udp' : 'other',
    client: { address: formatAddress(client, 0, clientLength), port: clientPort },
    server: {
      address: formatAddress(server, 0, serverLength),
      port: serverPort,
      name: serverNameOf(connection, table, pipeline.payload)?.name ?? null,
    },
    start: isoOf(table.firstUs[connection]),
    // A clock that was set back never makes a connection end before it began.
    end: isoOf(Math.max(table.firstUs[connection], table.lastUs[connection])),
    durationMs: round(table.durationUs[connection] / 1e3),
    packets: { up: table.packetsUp(connection), down: table.packetsDown(connection) },
    bytes: { up: table.bytesUp(connection), down: table.bytesDown(connection) },
    device: pipeline.deviceAddress(connection),
    risk: judgements.risk(connection),
    verdict: judgements.verdict(connection),
    firstFlagged: rounded(judgements.firstFlagged(connection)),
    firstEvidence: rounded(judgements.firstEvidence(connection)),
    firstByModel: rounded(judgements.firstByModel(connection)),
  };
}

/** The whole connection. */
export function describeConnection(pipeline: Pipeline, connection: number): Connection {
  return { ...describeWithoutEvidence(pipeline, connection), evidence: describeEvidence(pipeline, connection) };
}

/** ISO 8601 in UTC with milliseconds; timestamps outside what a date can hold become the nearest that it can. */
export function isoOf(timestampUs: number): string {
  const ms = Math.max(-8.64e15, Math.min(8.64e15, timestampUs / 1e3));
  return new Date(Number.isNaN(ms) ? 0 : ms).toISOString();
}

function rounded<T extends { afterMs: number }>(moment: T | null): T | null {
  return moment && { ...moment, afterMs: round(moment.afterMs) };
}

/** Milliseconds with microsecond precision. */
function round(ms: number): number {
  return Math.round(ms * 1e3) / 1e3;
}
