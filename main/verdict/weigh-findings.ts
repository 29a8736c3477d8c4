/** Turns hard evidence into weights. */
import { formatAddress } from '../decode/format-address';
import type { ConversationFindings } from '../decode/conversation-findings';
import type { ConnectionTable } from '../flow/connection-table';
import { weights } from './judge';
import type { JudgementTable } from './judgement-table';
import type { PayloadReader } from './payload-reader';
import type { PoolLists } from './pool-lists';
import { matchPools, type PoolMatch, type ServerName } from './pool-matches';
import { findTlsTraits, sumTraits, type WeighedTrait } from './tls-traits';

/** UDP and others are not judged by the model; the miners we know speak TCP. Nats. */
export const modelWeightOfDatagrams = -3;

/** What the names, lists and TLS traits of a connection weigh. Nats, positive towards mining. */
export interface NamesAndTls {
  readonly pools: readonly PoolMatch[];
  readonly traits: readonly WeighedTrait[];
  /** Weight of the traits beside that of the pools: both together are limited. */
  readonly tlsWeight: number;
  /** Of pools and traits together. */
  readonly weight: number;
  readonly isLimited: boolean;
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

/** Writes the weights of dialect, names and TLS into the judgement. */
export function weighFindings(
  connection: number,
  table: ConnectionTable,
  payload: PayloadReader,
  lists: PoolLists,
  judgements: JudgementTable,
): void {
  if (!table.isTcp(connection)) return;
  judgements.setDialectWeight(connection, weightOfDialect(payload.findings(connection)));
  judgements.setNameWeight(connection, weighNamesAndTls(connection, table, payload, lists).weight);
}

/** Of a mining dialect, or of plain text that is none. Nats, positive towards mining. */
export function weightOfDialect(findings: ConversationFindings | null): number {
  if (findings?.dialect) return weights.dialect;
  return findings?.isPlainText ? weights.otherPlainText : 0;
}

const noPools: readonly PoolMatch[] = [];

function matchServer(
  connection: number,
  table: ConnectionTable,
  serverName: ServerName | null,
  lists: PoolLists,
): readonly PoolMatch[] {
  const length = table.readServerAddress(connection, address);
  const server = address.subarray(0, length);
  return matchPools(serverName, server, () => formatAddress(server, 0, length), lists);
}

/** Weighs what names, lists and the TLS handshake say: together never so much that they decide without the model. */
export function weighNamesAndTls(
  connection: number,
  table: ConnectionTable,
  payload: PayloadReader,
  lists: PoolLists,
): NamesAndTls {
  const findings = payload.findings(connection);
  const serverName = serverNameOf(connection, table, payload);
  const pools = lists.isEmpty && serverName === null ? noPools : matchServer(connection, table, serverName, lists);
  const traits = findings === null ? [] : findTlsTraits(findings);
  const poolWeight = pools.length === 0 ? 0 : pools[0].weight;
  const sum = poolWeight + sumTraits(traits);
  const weight = Math.min(sum, weights.namesAndTlsLimit);
  return { pools, traits, tlsWeight: weight - poolWeight, weight, isLimited: weight < sum };
}
