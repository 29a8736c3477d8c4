import { decodePacket } from '../../../main/decode/decode-packet';
import { formatAddress } from '../../../main/decode/format-address';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';
import type { Bytes } from './build-packet';

/** Bytes of other packets before and after the one that is decoded. */
const margin = 7;

/** What a packet decodes to, as text and numbers; offsets count from the packet's first byte. */
export function decodeBytes(packet: Bytes, linkType = 1, capturedLength = packet.length, wireLength = packet.length) {
  const data = new Uint8Array(packet.length + 2 * margin).fill(0x5a);
  data.set(packet, margin);
  const header = new PacketHeader();
  const outcome = decodePacket(data, margin, capturedLength, wireLength, linkType, header);
  if (outcome !== DecodeOutcome.decoded) return { outcome: nameOf(outcome) };
  const length = header.ipVersion === 4 ? 4 : 16;
  const source = formatAddress(data, header.addressOffset, length);
  const destination = formatAddress(data, header.addressOffset + length, length);
  return {
    outcome: nameOf(outcome),
    path: `${source}:${header.sourcePort} > ${destination}:${header.destinationPort}`,
    protocol: header.protocol,
    payload: [...data.subarray(header.payloadOffset, header.payloadOffset + header.payloadCaptured)],
    header,
    ipOffset: header.ipOffset - margin,
    macOffset: header.macOffset < 0 ? -1 : header.macOffset - margin,
  };
}

function nameOf(outcome: DecodeOutcome): string {
  return Object.entries(DecodeOutcome).find(([, value]) => value === outcome)?.[0] ?? String(outcome);
}
