/** Keeps what the readable payload of each connection has told, and the names DNS has given to addresses. */
import { Conversation } from '../decode/conversation';
import type { ConversationFindings } from '../decode/conversation-findings';
import { readDnsAnswers } from '../decode/dns-answers';
import { NameTable } from '../decode/name-table';
import type { PacketHeader } from '../decode/packet-header';
import type { Observation } from '../flow/connection-table';

const dnsPort = 53;

/** One conversation per TCP connection that carried payload, by connection index. */
export class PayloadReader {
  readonly names = new NameTable();
  private readonly conversations: (Conversation | null)[] = [];

  begin(connection: number): void {
    this.conversations[connection] = null;
  }

  end(connection: number): void {
    this.conversations[connection] = null;
  }

  findings(connection: number): ConversationFindings | null {
    return this.conversations[connection]?.findings ?? null;
  }

  /** Reads the new payload of a TCP segment; true when something worth judging was found. */
  readSegment(connection: number, observation: Observation, data: Uint8Array, header: PacketHeader): boolean {
    const conversation = (this.conversations[connection] ??= new Conversation());
    const { isUp, payloadSkip } = observation;
    if (observation.isAfterGap) conversation.skip(isUp);
    const captured = header.payloadCaptured - payloadSkip;
    const hasFound = captured > 0 && conversation.read(isUp, data, header.payloadOffset + payloadSkip, captured);
    if (header.payloadCaptured < header.payloadLength) conversation.skip(isUp);
    return hasFound;
  }

  /** Learns names from the answers of a DNS server. */
  readDatagram(data: Uint8Array, header: PacketHeader): void {
    if (header.sourcePort !== dnsPort) return;
    readDnsAnswers(data, header.payloadOffset, header.payloadCaptured, this.names);
  }
}
