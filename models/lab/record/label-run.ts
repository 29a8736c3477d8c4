/** Says what the connections of a recorded run are, in the format of the labelled real captures. */
import { FileSource } from '../../../main/capture/file-source';
import { decodePacket } from '../../../main/decode/decode-packet';
import { formatAddress } from '../../../main/decode/format-address';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';
import { ConnectionTable, createObservation } from '../../../main/flow/connection-table';
import type { CaptureLabels, MiningFlowLabel } from '../../generator/capture-labels';
import type { VisitReport } from '../play/play-visits';
import { firstStop, type Conversation } from '../plan/conversation';

const mostOverdueMs = 60_000;

/** One connection of a run; benign ones have it too, so that kinds can be told apart. */
export interface LabFlow extends Omit<MiningFlowLabel, 'kind'> {
  readonly kind: MiningFlowLabel['kind'] | 'benign';
  /** Never on both sides of a split. */
  readonly group: string;
}

export interface LabLabels extends CaptureLabels {
  readonly mining_flows: readonly (MiningFlowLabel & { readonly group: string })[];
  readonly benign_flows: readonly LabFlow[];
}

/** Reads a recorded file and labels its connections by the plan: each server address belongs to one conversation. */
export async function labelRecording(
  path: string,
  file: string,
  plan: readonly Conversation[],
  reports: readonly VisitReport[],
  snapLength: number,
): Promise<LabLabels> {
  const byAddress = new Map(plan.map((conversation) => [firstStop(conversation), conversation]));
  // Conversations that got stuck are neither sessions nor innocent.
  const stuck = new Set(reports.filter(({ overdueMs }) => overdueMs > mostOverdueMs).map(({ index }) => index));
  const mining: (MiningFlowLabel & { group: string })[] = [];
  const benign: LabFlow[] = [];
  let packets = 0;
  let firstUs = Infinity;
  let lastUs = 0;
  const address = new Uint8Array(16);
  const table = new ConnectionTable({ maxConnections: 1_000_000, onEnd: describe });
  const header = new PacketHeader();
  const observation = createObservation();
  for await (const batch of new FileSource(path).open(new AbortController().signal)) {
    const { data, offsets, capturedLengths, wireLengths, timestampsUs, linkTypes } = batch;
    for (let at = 0; at < batch.count; at++) {
      packets++;
      firstUs = Math.min(firstUs, timestampsUs[at]);
      lastUs = Math.max(lastUs, timestampsUs[at]);
      const outcome = decodePacket(data, offsets[at], capturedLengths[at], wireLengths[at], linkTypes[at], header);
      if (outcome === DecodeOutcome.decoded) table.observe(data, header, timestampsUs[at], observation);
    }
  }
  table.endAll();

  function describe(connection: number): void {
    if (!table.isTcp(connection)) return;
    const client = formatAddress(address, 0, table.readClientAddress(connection, address));
    const server = formatAddress(address, 0, table.readServerAddress(connection, address));
    const conversation = byAddress.get(server) ?? byAddress.get(client);
    if (conversation === undefined) return;
    const { index, label, what, content, group } = conversation;
    const count = table.packetsUp(connection) + table.packetsDown(connection);
    const seconds = table.durationUs[connection] / 1e6;
    const flow = {
      src: client,
      sport: table.clientPort(connection),
      dst: server,
      dport: table.serverPort(connection),
      packets: count,
      duration_s: Number(seconds.toFixed(3)),
      what,
      encrypted: what.includes('tls') || (content.kind === 'played' && content.entry.isEncrypted === true),
      agent: null,
      handshake_seen: table.hasHandshake(connection),
      group,
    };
    if (label === 'benign') {
      benign.push({ ...flow, kind: 'benign' });
      return;
    }
    const isRefused = content.kind === 'played' && content.entry.isRefused === true;
    const hasLasted = seconds >= 10 && count >= 10 && !stuck.has(index);
    mining.push({ ...flow, kind: isRefused ? 'rejected-or-probe' : hasLasted ? 'session' : 'short-with-work' });
  }

  const kinds: Record<string, number> = {};
  for (const { what } of benign) kinds[what] = (kinds[what] ?? 0) + 1;
  return {
    file,
    source: 'lab',
    licence: 'MIT',
    packets,
    duration_s: Number(Math.max(0, (lastUs - firstUs) / 1e6).toFixed(3)),
    link_type: 'RAW',
    flows: mining.length + benign.length,
    header_only: snapLength < 200,
    mining_flows: mining,
    benign_protocols: kinds,
    benign_flows: benign,
    note: 'Real sockets in network namespaces; shares are made up, delays and losses are made by a relay.',
  };
}
