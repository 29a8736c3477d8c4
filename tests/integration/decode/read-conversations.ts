import { FileSource } from '../../../main/capture/file-source';
import type { ConversationFindings } from '../../../main/decode/conversation-findings';
import { decodePacket } from '../../../main/decode/decode-packet';
import { formatAddress } from '../../../main/decode/format-address';
import type { NameTable } from '../../../main/decode/name-table';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';
import { ConnectionTable, createObservation } from '../../../main/flow/connection-table';
import { PayloadReader } from '../../../main/verdict/payload-reader';

export interface ReadConversation {
  /** Address and port of both ends, the lower text first, so that a wrong guess of the client does not matter. */
  readonly endpoints: string;
  readonly findings: ConversationFindings;
}

/** Every TCP connection of a capture that carried payload, and the names its DNS answers gave. */
export async function readConversations(
  path: string,
): Promise<{ conversations: ReadConversation[]; names: NameTable }> {
  const conversations: ReadConversation[] = [];
  const payload = new PayloadReader();
  const table = new ConnectionTable({
    maxConnections: 200_000,
    onEnd: (connection) => {
      const findings = payload.findings(connection);
      if (findings !== null) conversations.push({ endpoints: describe(table, connection), findings });
      payload.end(connection);
    },
  });
  const header = new PacketHeader();
  const observation = createObservation();
  for await (const batch of new FileSource(path).open(new AbortController().signal)) {
    const { data, offsets, capturedLengths, wireLengths, linkTypes, timestampsUs } = batch;
    for (let i = 0; i < batch.count; i++) {
      const outcome = decodePacket(data, offsets[i], capturedLengths[i], wireLengths[i], linkTypes[i], header);
      if (outcome !== DecodeOutcome.decoded) continue;
      table.observe(data, header, timestampsUs[i], observation);
      if (observation.isDuplicate) continue;
      if (observation.isNew) payload.begin(observation.connection);
      if (!observation.hasNewPayload) continue;
      if (table.isTcp(observation.connection)) payload.readSegment(observation.connection, observation, data, header);
      else payload.readDatagram(data, header);
    }
  }
  table.endAll();
  return { conversations, names: payload.names };
}

/** As `describe` writes the endpoints of a connection. */
export function endpointsOf(address: string, port: number, otherAddress: string, otherPort: number): string {
  return [`${address} ${port}`, `${otherAddress} ${otherPort}`].sort().join(' - ');
}

function describe(table: ConnectionTable, connection: number): string {
  const client = new Uint8Array(16);
  const server = new Uint8Array(16);
  const clientAddress = formatAddress(client, 0, table.readClientAddress(connection, client));
  const serverAddress = formatAddress(server, 0, table.readServerAddress(connection, server));
  return endpointsOf(clientAddress, table.clientPort(connection), serverAddress, table.serverPort(connection));
}
