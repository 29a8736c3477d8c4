import type { GeneratedConnection, MiningOutcome } from './generated-connection';

/** One mining connection of a capture, in the format of the labelled real captures. */
export interface MiningFlowLabel {
  readonly src: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
  readonly packets: number;
  readonly duration_s: number;
  readonly what: string;
  readonly encrypted: boolean;
  readonly kind: MiningOutcome;
  readonly agent: null;
  readonly handshake_seen: boolean;
}

/** What one capture file holds. */
export interface CaptureLabels {
  readonly file: string;
  readonly source: string;
  readonly licence: string;
  readonly packets: number;
  readonly duration_s: number;
  readonly link_type: string;
  readonly flows: number;
  readonly header_only: boolean;
  readonly mining_flows: readonly MiningFlowLabel[];
  /** Connections by kind. */
  readonly benign_protocols: Readonly<Record<string, number>>;
  readonly note: string;
}

/** Describes a generated capture as labels.json describes the real ones. */
export function labelCapture(
  file: string,
  connections: readonly GeneratedConnection[],
  isHeadersOnly: boolean,
): CaptureLabels {
  const benign: Record<string, number> = {};
  let packets = 0;
  let first = Infinity;
  let last = -Infinity;
  for (const connection of connections) {
    const { count, timestampsUs } = connection.packets;
    packets += count;
    first = Math.min(first, timestampsUs[0]);
    last = Math.max(last, timestampsUs[count - 1]);
    if (connection.label === 'benign') benign[connection.kind] = (benign[connection.kind] ?? 0) + 1;
  }
  return {
    file,
    source: 'generated',
    licence: 'MIT',
    packets,
    duration_s: Number(Math.max(0, (last - first) / 1e6).toFixed(3)),
    link_type: 'EN10MB',
    flows: connections.length,
    header_only: isHeadersOnly,
    mining_flows: connections.flatMap((connection) => labelFlow(connection) ?? []),
    benign_protocols: benign,
    note: '',
  };
}

function labelFlow(connection: GeneratedConnection): MiningFlowLabel | null {
  if (connection.outcome === null) return null;
  return {
    src: connection.client.address,
    sport: connection.client.port,
    dst: connection.server.address,
    dport: connection.server.port,
    packets: connection.packets.count,
    duration_s: Number(connection.durationSeconds.toFixed(3)),
    what: connection.kind,
    encrypted: connection.isEncrypted,
    kind: connection.outcome,
    agent: null,
    handshake_seen: !connection.isCutAtStart,
  };
}
