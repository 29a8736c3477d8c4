/** Plays made-up packet headers into a connection table. */
import { PacketHeader } from '../../../main/decode/packet-header';
import {
  ConnectionTable,
  createObservation,
  type EndReason,
  type Observation,
} from '../../../main/flow/connection-table';

/** One packet; everything has a default. `from` and `to` are the last bytes of 10.0.0.x. */
export interface PlayedPacket {
  at: number;
  from?: number;
  to?: number;
  fromPort?: number;
  toPort?: number;
  protocol?: number;
  flags?: number;
  sequence?: number;
  acknowledgement?: number;
  bytes?: number;
  ipId?: number;
  checksum?: number;
}

export interface EndedConnection {
  serial: number;
  reason: EndReason;
  packets: number;
  messages: number;
}

let nextId = 1;

/** A table with what it ended; `play` returns a copy of the observation. Times are in seconds. */
export function createTable(maxConnections = 1000): {
  table: ConnectionTable;
  ended: EndedConnection[];
  play: (packet: PlayedPacket) => Observation;
} {
  const ended: EndedConnection[] = [];
  const table: ConnectionTable = new ConnectionTable({
    maxConnections,
    onEnd: (connection, reason) => {
      ended.push({
        serial: table.serial[connection],
        reason,
        packets: table.packetsUp(connection) + table.packetsDown(connection),
        messages: table.messageCount[connection],
      });
    },
  });
  const header = new PacketHeader();
  const observation = createObservation();
  const play = (packet: PlayedPacket): Observation => {
    const data = Uint8Array.from([10, 0, 0, packet.from ?? 1, 10, 0, 0, packet.to ?? 2]);
    header.ipVersion = 4;
    header.addressOffset = 0;
    header.protocol = packet.protocol ?? 6;
    header.sourcePort = packet.fromPort ?? 40_000;
    header.destinationPort = packet.toPort ?? 3333;
    header.tcpFlags = packet.flags ?? 16;
    header.sequence = packet.sequence ?? 0;
    header.acknowledgement = packet.acknowledgement ?? 0;
    header.payloadLength = packet.bytes ?? 0;
    header.ipLength = 40 + header.payloadLength;
    header.ipId = packet.ipId ?? nextId++ & 0xffff;
    header.checksum = packet.checksum ?? nextId++ & 0xffff;
    table.observe(data, header, packet.at * 1e6, observation);
    return { ...observation };
  };
  return { table, ended, play };
}

/** The same packet from the other side. */
export function reply(packet: PlayedPacket): PlayedPacket {
  return { from: 2, to: 1, fromPort: 3333, toPort: 40_000, ...packet };
}
