import { describe, expect, it } from 'vitest';
import { BatchBuffer } from '../../../main/capture/batch-buffer';
import { PacketMemory } from '../../../main/capture/packet-memory';
import { counting, packetsOf } from './capture-bytes';
import type { ReadPacket } from './capture-bytes';

/** Packets of `bytes` bytes with the times `firstUs`, `firstUs + 1`, ... */
function batchOf(count: number, bytes: number, firstUs: number): BatchBuffer {
  const batch = new BatchBuffer(count);
  batch.reset(counting(bytes + 256));
  for (let index = 0; index < count; index++) batch.add(index % 256, bytes, bytes + 40, firstUs + index, 113);
  return batch;
}

function everything(memory: PacketMemory, isWanted = (_us: number) => true): ReadPacket[] {
  const wanted = memory.export((batch, index) => isWanted(batch.timestampsUs[index]));
  return Array.from(wanted, packetsOf).flat();
}

describe('PacketMemory', () => {
  it('gives back what it was given, in order, as long as it fits', () => {
    const memory = new PacketMemory();
    const first = batchOf(3000, 100, 0);
    const second = batchOf(2000, 0, 3000);
    memory.add(first);
    memory.add(second);
    expect(everything(memory)).toEqual([...packetsOf(first), ...packetsOf(second)]);
    expect(everything(memory, (us) => us % 1000 === 7).map((packet) => packet.us)).toEqual([7, 1007, 2007, 3007, 4007]);
    expect(memory.keptPackets).toBe(5000);
  });

  it('forgets the oldest packets and stays within its limit', () => {
    const memory = new PacketMemory(800_000);
    for (let round = 0; round < 40; round++) {
      memory.add(batchOf(100, 1000, round * 100));
      expect(memory.keptBytes).toBeLessThanOrEqual(800_000);
    }
    const kept = everything(memory).map((packet) => packet.us);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 4000 - kept.length + index));
    expect(kept.length).toBeGreaterThan(650);
    expect(kept.length).toBe(memory.keptPackets);
  });

  it('leaves out what is forgotten while it is being saved', () => {
    const memory = new PacketMemory(800_000);
    memory.add(batchOf(700, 1000, 0));
    const times: number[] = [];
    for (const batch of memory.export(() => true)) {
      times.push(...packetsOf(batch).map((packet) => packet.us));
      memory.add(batchOf(300, 1000, 100_000));
    }
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
    expect(times.length).toBeGreaterThan(0);
  });

  it('keeps nothing without room, and cuts a packet larger than a page', () => {
    const none = new PacketMemory(0);
    none.add(batchOf(5, 100, 0));
    expect([none.keptPackets, everything(none)]).toEqual([0, []]);
    const small = new PacketMemory(8000);
    small.add(batchOf(3, 5000, 0));
    expect(everything(small).map((packet) => [packet.us, packet.data.length, packet.wire])).toEqual([
      [0, 982, 5040],
      [1, 982, 5040],
      [2, 982, 5040],
    ]);
  });

  it('can be emptied', () => {
    const memory = new PacketMemory();
    memory.add(batchOf(10, 100, 0));
    memory.clear();
    expect([memory.keptBytes, everything(memory)]).toEqual([0, []]);
    memory.add(batchOf(2, 100, 50));
    expect(everything(memory).map((packet) => packet.us)).toEqual([50, 51]);
  });
});
