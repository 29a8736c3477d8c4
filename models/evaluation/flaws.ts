/** What may be wrong with a recording: flaws that are put into captures packet by packet, to see what they cost. */
import type { PacketBatch } from '../../main/capture/packet-source';
import { decodePacket } from '../../main/decode/decode-packet';
import { DecodeOutcome, PacketHeader } from '../../main/decode/packet-header';
import { flagSyn } from '../../main/flow/tcp-flags';
import { Random } from '../generator/random';

/** Changes the batches of one capture, one after the other. */
export type Spoil = (batch: PacketBatch) => PacketBatch;

export interface Flaw {
  readonly name: string;
  /** Begins a capture. */
  readonly begin: () => Spoil;
}

const second = 1e6;
const lossSeed = 2_000_003;

/** The first changes nothing: what the others are compared with. */
export const flaws: readonly Flaw[] = [
  { name: 'none', begin: () => (batch) => batch },
  {
    name: 'only what clients send (towards the lower port)',
    begin: keepTcp(({ sourcePort, destinationPort }) => sourcePort >= destinationPort),
  },
  {
    name: 'only what servers send (from the lower port)',
    begin: keepTcp(({ sourcePort, destinationPort }) => sourcePort <= destinationPort),
  },
  { name: 'the handshakes missing', begin: keepTcp(({ tcpFlags }) => (tcpFlags & flagSyn) === 0) },
  { name: 'the first 5 s of every connection missing', begin: cutBeginnings(5) },
  { name: 'the first minute of every connection missing', begin: cutBeginnings(60) },
  { name: 'one packet in twenty missing', begin: losePackets(0.05) },
  { name: 'every packet twice', begin: () => repeatPackets },
  { name: 'times in milliseconds', begin: coarsenTimes(1e3) },
  { name: 'times in whole seconds', begin: coarsenTimes(second) },
];

/** Packets of the indexes, over the same bytes. */
function pick(batch: PacketBatch, indexes: readonly number[]): PacketBatch {
  const of = (column: Uint32Array): Uint32Array => Uint32Array.from(indexes, (at) => column[at]);
  return {
    data: batch.data,
    count: indexes.length,
    offsets: of(batch.offsets),
    capturedLengths: of(batch.capturedLengths),
    wireLengths: of(batch.wireLengths),
    timestampsUs: Float64Array.from(indexes, (at) => batch.timestampsUs[at]),
    linkTypes: Uint16Array.from(indexes, (at) => batch.linkTypes[at]),
  };
}

function keepPackets(batch: PacketBatch, isKept: (at: number) => boolean): PacketBatch {
  return pick(batch, [...Array(batch.count).keys()].filter(isKept));
}

const protocolTcp = 6;

/** Keeps what is not TCP, and of TCP what passes. */
function keepTcp(isKept: (header: PacketHeader, batch: PacketBatch, at: number) => boolean): () => Spoil {
  const header = new PacketHeader();
  return () => (batch) =>
    keepPackets(batch, (at) => {
      const { data, offsets, capturedLengths, wireLengths, linkTypes } = batch;
      const outcome = decodePacket(data, offsets[at], capturedLengths[at], wireLengths[at], linkTypes[at], header);
      return outcome !== DecodeOutcome.decoded || header.protocol !== protocolTcp || isKept(header, batch, at);
    });
}

function cutBeginnings(seconds: number): () => Spoil {
  return () => {
    const firstUs = new Map<string, number>();
    return keepTcp(({ ipVersion, addressOffset, sourcePort, destinationPort }, { data, timestampsUs }, at) => {
      const length = ipVersion === 4 ? 4 : 16;
      const source = `${data.subarray(addressOffset, addressOffset + length).join('.')} ${sourcePort}`;
      const destination = `${data.subarray(addressOffset + length, addressOffset + 2 * length).join('.')} ${destinationPort}`;
      const key = source < destination ? `${source} ${destination}` : `${destination} ${source}`;
      const first = firstUs.get(key) ?? timestampsUs[at];
      firstUs.set(key, first);
      return timestampsUs[at] - first >= seconds * second;
    })();
  };
}

function losePackets(share: number): () => Spoil {
  return () => {
    const random = new Random(lossSeed);
    return (batch) => keepPackets(batch, () => !random.chance(share));
  };
}

function repeatPackets(batch: PacketBatch): PacketBatch {
  return pick(
    batch,
    Array.from({ length: batch.count * 2 }, (_, at) => at >> 1),
  );
}

function coarsenTimes(stepUs: number): () => Spoil {
  return () => (batch) => ({
    ...batch,
    timestampsUs: batch.timestampsUs.map((timeUs) => Math.floor(timeUs / stepUs) * stepUs),
  });
}
