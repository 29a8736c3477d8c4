/** A capture as another network would have recorded it: every IPv4 address and every TCP and UDP port replaced. */
import { FileSource } from '../../../main/capture/file-source';
import type { PacketBatch } from '../../../main/capture/packet-source';
import { decodePacket } from '../../../main/decode/decode-packet';
import { DecodeOutcome, PacketHeader } from '../../../main/decode/packet-header';

/** Keeps which port of a pair is the higher one, so that a capture from the middle has the same client. */
function rewritePort(port: number): number {
  return port < 1024 ? port + 7 : Math.min(65_535, 1031 + Math.floor(port * 0.9));
}

/** Yields the file's batches with addresses and ports rewritten in place. */
export async function* rewriteAddresses(path: string): AsyncGenerator<PacketBatch> {
  const header = new PacketHeader();
  for await (const batch of new FileSource(path).open(new AbortController().signal)) {
    for (let at = 0; at < batch.count; at++) {
      const { data } = batch;
      const outcome = decodePacket(
        data,
        batch.offsets[at],
        batch.capturedLengths[at],
        batch.wireLengths[at],
        batch.linkTypes[at],
        header,
      );
      if (outcome !== DecodeOutcome.decoded || header.ipVersion !== 4) continue;
      for (const from of [header.addressOffset, header.addressOffset + 4]) {
        // A bijection on addresses that is no translation: 32 bits times an odd number.
        const view = new DataView(data.buffer, data.byteOffset + from, 4);
        view.setUint32(0, Math.imul(view.getUint32(0), 0x9e3779b1) >>> 0);
      }
      if (header.protocol !== 6 && header.protocol !== 17) continue;
      const headerLength = (data[header.ipOffset] & 15) * 4;
      const ports = new DataView(data.buffer, data.byteOffset + header.ipOffset + headerLength, 4);
      ports.setUint16(0, rewritePort(header.sourcePort));
      ports.setUint16(2, rewritePort(header.destinationPort));
    }
    yield batch;
  }
}
