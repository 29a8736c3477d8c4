/** Turns hard evidence into weights. */
import { formatAddress } from '../decode/format-address';
import type { ConversationFindings } from '../decode/conversation-findings';
import type { ConnectionTable } from '../flow/connection-table';
import { weights } from './judge';
import type { JudgementTable } from './judgement-table';
import type { PayloadReader } from './payload-reader';
import { matchPoolName, type PoolNameMatch } from './pool-names';

/** UDP and others are not judged by the model; the miners we know speak TCP. Nats. */
export const modelWeightOfDatagrams = -3;

/** A name of the server, where it comes from, and the pool it may belong to. */
export interface ServerName {
  readonly name: string;
  readonly source: 'tls' | 'http' | 'dns';
}

const address = new Uint8Array(16);

/** The best name known for the server: what the client asked for beats what DNS said. */
export function serverNameOf(connection: number, table: ConnectionTable, payload: PayloadReader): ServerName | null {
  const findings = payload.findings(connection);
  if (findings?.tlsServerName) return { name: findings.tlsServerName, source: 'tls' };
  if (findings?.httpHost) return { name: findings.httpHost, source: 'http' };
  if (payload.names.size === 0) return null;
  const length = table.readServerAddress(connection, address);
  const name = payload.names.nameOf(formatAddress(address, 0, length));
  return name === null ? null : { name, source: 'dns' };
}

/** Writes the weights of dialect and name into the judgement. */
export function weighFindings(
  connection: number,
  table: ConnectionTable,
  payload: PayloadReader,
  judgements: JudgementTable,
): void {
  if (!table.isTcp(connection)) return;
  judgements.setDialectWeight(connection, weightOfDialect(payload.findings(connection)));
  const serverName = serverNameOf(connection, table, payload);
  judgements.setNameWeight(connection, weightOfName(serverName && matchPoolName(serverName.name)));
}

/** Nats. */
export function weightOfDialect(findings: ConversationFindings | null): number {
  return findings?.dialect ? weights.dialect : 0;
}

/** Nats. */
export function weightOfName(match: PoolNameMatch | null): number {
  if (match === null) return 0;
  return match.strength === 'known' ? weights.knownPoolName : weights.poolWord;
}
