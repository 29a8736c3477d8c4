import { FileSource } from '../../../main/capture/file-source';
import { decodePacket } from '../../../main/decode/decode-packet';
import { formatAddress } from '../../../main/decode/format-address';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';
import type { PacketSummary } from './read-with-tshark';

/** One packet as Kanaria sees it. */
export interface KanariaPacket {
  /** Null unless the outcome is `decoded`. */
  readonly summary: PacketSummary | null;
  readonly outcome: DecodeOutcome;
}

/** What Kanaria says about every packet of a capture, in order. */
export async function readWithKanaria(file: string): Promise<KanariaPacket[]> {
  const packets: KanariaPacket[] = [];
  const header = new PacketHeader();
  for await (const batch of new FileSource(file).open(new AbortController().signal)) {
    for (let at = 0; at < batch.count; at++) {
      const { data, offsets, capturedLengths, wireLengths, linkTypes } = batch;
      const frameEnd = offsets[at] + wireLengths[at];
      const outcome = decodePacket(data, offsets[at], capturedLengths[at], wireLengths[at], linkTypes[at], header);
      packets.push({ summary: outcome === DecodeOutcome.decoded ? summarise(data, header, frameEnd) : null, outcome });
    }
  }
  return packets;
}

function summarise(data: Uint8Array, header: PacketHeader, frameEnd: number): PacketSummary {
  const length = header.ipVersion === 4 ? 4 : 16;
  const protocol = nameOf(header);
  return {
    source: formatAddress(data, header.addressOffset, length),
    destination: formatAddress(data, header.addressOffset + length, length),
    protocol,
    sourcePort: header.sourcePort,
    destinationPort: header.destinationPort,
    ttl: header.ttl,
    tcpFlags: header.tcpFlags,
    sequence: header.sequence,
    window: header.window,
    payloadLength: payloadLengthOf(header, protocol, frameEnd),
  };
}

/**
 * Null for a first fragment (tshark tells the length of the whole datagram, or 0) and for an IP packet longer than its frame
 * (tshark cuts it at the end of the frame, Kanaria believes the header: see `believableLength`).
 */
function payloadLengthOf(header: PacketHeader, protocol: PacketSummary['protocol'], frameEnd: number): number | null {
  if (protocol !== 'tcp' && protocol !== 'udp') return 0;
  const isLongerThanFrame = header.ipOffset + header.ipLength > frameEnd;
  return header.hasMoreFragments || isLongerThanFrame ? null : header.payloadLength;
}

/** Later fragments have no transport header, so tshark names none. */
function nameOf(header: PacketHeader): PacketSummary['protocol'] {
  if (header.fragmentOffset > 0) return 'other';
  if (header.protocol === 6) return 'tcp';
  if (header.protocol === 17) return 'udp';
  return header.protocol === 132 ? 'sctp' : 'other';
}
