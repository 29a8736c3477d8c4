/** Generated connections as the packet batches that the product's own pipeline takes. */
import type { PacketBatch } from '../../main/capture/packet-source';
import type { GeneratedConnection } from './generated-connection';
import type { PacketRun } from './packet-run';

const ethernet = 1;
const zeroLinkTypes = new Map<number, Uint16Array>();

/** One connection's packets as one batch; it stays valid. */
export function batchOf(packets: PacketRun): PacketBatch {
  const { data, count, offsets, capturedLengths, wireLengths, timestampsUs } = packets;
  let linkTypes = zeroLinkTypes.get(offsets.length);
  if (linkTypes === undefined) {
    linkTypes = new Uint16Array(offsets.length).fill(ethernet);
    zeroLinkTypes.set(offsets.length, linkTypes);
  }
  return { data, count, offsets, capturedLengths, wireLengths, timestampsUs, linkTypes };
}

const packetsPerBatch = 4096;

/** Packets of all connections by time, in batches: a capture of a network in which all of them run. */
export function* mergeByTime(connections: readonly GeneratedConnection[]): Generator<PacketBatch> {
  let total = 0;
  for (const { packets } of connections) total += packets.count;
  const owners = new Uint32Array(total);
  const indexes = new Uint32Array(total);
  const times = new Float64Array(total);
  let at = 0;
  connections.forEach(({ packets }, owner) => {
    for (let index = 0; index < packets.count; index++, at++) {
      owners[at] = owner;
      indexes[at] = index;
      times[at] = packets.timestampsUs[index];
    }
  });
  const order = new Uint32Array(total).map((_, position) => position);
  order.sort((one, other) => times[one] - times[other] || one - other);
  for (let begin = 0; begin < total; begin += packetsPerBatch) {
    yield gather(connections, owners, indexes, order.subarray(begin, begin + packetsPerBatch));
  }
}

function gather(
  connections: readonly GeneratedConnection[],
  owners: Uint32Array,
  indexes: Uint32Array,
  order: Uint32Array,
): PacketBatch {
  const count = order.length;
  let bytes = 0;
  for (const at of order) bytes += connections[owners[at]].packets.capturedLengths[indexes[at]];
  const data = new Uint8Array(bytes);
  const offsets = new Uint32Array(count);
  const capturedLengths = new Uint32Array(count);
  const wireLengths = new Uint32Array(count);
  const timestampsUs = new Float64Array(count);
  let offset = 0;
  order.forEach((at, position) => {
    const { packets } = connections[owners[at]];
    const index = indexes[at];
    const length = packets.capturedLengths[index];
    data.set(packets.data.subarray(packets.offsets[index], packets.offsets[index] + length), offset);
    offsets[position] = offset;
    capturedLengths[position] = length;
    wireLengths[position] = packets.wireLengths[index];
    timestampsUs[position] = packets.timestampsUs[index];
    offset += length;
  });
  return {
    data,
    count,
    offsets,
    capturedLengths,
    wireLengths,
    timestampsUs,
    linkTypes: new Uint16Array(count).fill(ethernet),
  };
}
