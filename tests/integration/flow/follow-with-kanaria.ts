import { FileSource } from '../../../main/capture/file-source';
import { decodePacket } from '../../../main/decode/decode-packet';
import { FragmentTable } from '../../../main/decode/fragments';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';
import { ConnectionTable, type Observation } from '../../../main/flow/connection-table';

/** One TCP packet as Kanaria follows it. */
export interface KanariaPacket {
  readonly serial: number;
  readonly sourcePort: number;
  readonly isDuplicate: boolean;
  readonly newPayload: number;
}

/** The TCP packets of a capture by their number in the file, from 1. */
export async function followWithKanaria(file: string): Promise<Map<number, KanariaPacket>> {
  const packets = new Map<number, KanariaPacket>();
  const table = new ConnectionTable({ maxConnections: 200_000, onEnd: () => {} });
  const fragments = new FragmentTable();
  const header = new PacketHeader();
  const observation = {} as Observation;
  let frame = 0;
  for await (const batch of new FileSource(file).open(new AbortController().signal)) {
    const { data, offsets, capturedLengths, wireLengths, linkTypes, timestampsUs } = batch;
    for (let at = 0; at < batch.count; at++) {
      frame++;
      const outcome = decodePacket(data, offsets[at], capturedLengths[at], wireLengths[at], linkTypes[at], header);
      if (outcome !== DecodeOutcome.decoded) continue;
      if (header.fragmentOffset > 0 || header.hasMoreFragments) fragments.resolve(data, header, timestampsUs[at]);
      table.observe(data, header, timestampsUs[at], observation);
      if (header.protocol !== 6) continue;
      const { connection, isDuplicate, hasNewPayload, payloadSkip } = observation;
      packets.set(frame, {
        serial: table.serial[connection],
        sourcePort: header.sourcePort,
        isDuplicate,
        newPayload: hasNewPayload ? header.payloadLength - payloadSkip : 0,
      });
    }
  }
  return packets;
}
