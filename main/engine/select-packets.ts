/** Finds the packets of one connection among those that were kept. */
import type { ConnectionRow } from '../../shared/contract';
import type { PacketMemory } from '../capture/packet-memory';
import type { PacketBatch } from '../capture/packet-source';
import { decodePacket } from '../decode/decode-packet';
import { FragmentTable } from '../decode/fragments';
import { DecodeOutcome, PacketHeader } from '../decode/packet-header';
import { parseAddress } from '../decode/parse-address';

/** ISO times of a row are cut to milliseconds. */
const toleranceUs = 1000;
const protocolNumbers = { tcp: 6, udp: 17 } as const;

/** The kept packets of a connection, oldest first. Each batch is valid until the next one is asked for. */
export function selectPackets(row: ConnectionRow, memory: PacketMemory): Iterable<PacketBatch> {
  const client = parseAddress(row.client.address);
  const server = parseAddress(row.server.address);
  if (client === null || server === null) return [];
  const header = new PacketHeader();
  const fragments = new FragmentTable();
  const beginUs = Date.parse(row.start) * 1e3 - toleranceUs;
  const endUs = Date.parse(row.end) * 1e3 + toleranceUs;

  function isWanted(batch: PacketBatch, at: number): boolean {
    const timestampUs = batch.timestampsUs[at];
    if (timestampUs < beginUs || timestampUs > endUs) return false;
    const { data, offsets, capturedLengths, wireLengths, linkTypes } = batch;
    const outcome = decodePacket(data, offsets[at], capturedLengths[at], wireLengths[at], linkTypes[at], header);
    if (outcome !== DecodeOutcome.decoded) return false;
    if (header.fragmentOffset > 0 || header.hasMoreFragments) fragments.resolve(data, header, timestampUs);
    return isOfProtocol(row, header) && (isBetween(data, row, false) || isBetween(data, row, true));
  }

  /** Whether the packet goes from the client to the server, or back. */
  function isBetween(
    data: Uint8Array,
    { client: { port: clientPort }, server: { port: serverPort } }: ConnectionRow,
    isDown: boolean,
  ): boolean {
    const [source, destination] = isDown ? [server, client] : [client, server];
    const [sourcePort, destinationPort] = isDown ? [serverPort, clientPort] : [clientPort, serverPort];
    return (
      header.sourcePort === sourcePort &&
      header.destinationPort === destinationPort &&
      isAt(data, header.addressOffset, source) &&
      isAt(data, header.addressOffset + (header.ipVersion === 6 ? 16 : 4), destination)
    );
  }

  function isAt(data: Uint8Array, offset: number, address: Uint8Array | null): boolean {
    if (address === null || address.length !== (header.ipVersion === 6 ? 16 : 4)) return false;
    return address.every((byte, index) => data[offset + index] === byte);
  }

  return memory.export(isWanted);
}

/** How many packets of a connection are kept. */
export function countPacketsOf(row: ConnectionRow, memory: PacketMemory): number {
  let count = 0;
  for (const batch of selectPackets(row, memory)) count += batch.count;
  return count;
}

function isOfProtocol(row: ConnectionRow, header: PacketHeader): boolean {
  if (row.protocol !== 'other') return header.protocol === protocolNumbers[row.protocol];
  return header.protocol !== protocolNumbers.tcp && header.protocol !== protocolNumbers.udp;
}
