import { describe, expect, it } from 'vitest';
import { drawNetworkPath, type NetworkPath } from '../../../../models/generator/network-path';
import { Random } from '../../../../models/generator/random';
import { Talk } from '../../../../models/generator/talk';
import { layTcp, TcpFlag, type Segment } from '../../../../models/generator/tcp-model';

const quiet: Partial<NetworkPath> = {
  lossRate: 0,
  spuriousRate: 0,
  jitterMs: 0.1,
  roundTripMs: 40,
  mss: 1460,
  isOffloaded: false,
  clientKeepAlive: null,
  serverKeepAlive: null,
};

function pathWith(changes: Partial<NetworkPath>, seed = 1): NetworkPath {
  return { ...drawNetworkPath(new Random(seed)), ...changes };
}

function talkOf(...messages: readonly (readonly [atMs: number, isUp: boolean, bytes: number])[]): Talk {
  const talk = new Talk();
  for (const [atMs, isUp, bytes] of messages) talk.say(atMs, isUp, bytes);
  return talk;
}

/** Bytes of one direction that the segments cover, by sequence number. */
function covered(segments: readonly Segment[], isUp: boolean): number {
  const data = segments.filter((segment) => segment.isUp === isUp && segment.message !== null);
  let end = 1;
  for (const segment of data.sort((one, other) => one.sequence - other.sequence)) {
    if (segment.sequence > end) return NaN;
    end = Math.max(end, segment.sequence + segment.length);
  }
  return end - 1;
}

describe('layTcp', () => {
  it('opens with a handshake that takes one round trip and closes with FINs', () => {
    const talk = talkOf([0, true, 100], [60, false, 200]);
    talk.ending = 'client-fin';
    const segments = layTcp(talk, pathWith(quiet), new Random(2));
    expect(segments.slice(0, 3).map(({ flags }) => flags)).toEqual([
      TcpFlag.syn,
      TcpFlag.syn | TcpFlag.ack,
      TcpFlag.ack,
    ]);
    expect(segments[1].timeMs).toBeGreaterThanOrEqual(40);
    expect(segments.filter(({ flags }) => (flags & TcpFlag.fin) !== 0).map(({ isUp }) => isUp)).toEqual([true, false]);
  });

  it('cuts messages at the segment size and loses nothing, whatever the network does', () => {
    const random = new Random(5);
    for (let seed = 0; seed < 60; seed++) {
      const messages = Array.from(
        { length: 20 },
        () => [random.between(0, 60_000), random.chance(0.5), random.integer(1, 30_000)] as const,
      );
      const path = pathWith({ lossRate: seed % 2 === 0 ? 0.05 : 0 }, seed);
      const segments = layTcp(talkOf(...messages), path, new Random(seed, 9));
      for (const isUp of [true, false]) {
        const bytes = messages.filter((message) => message[1] === isUp).reduce((sum, [, , size]) => sum + size, 0);
        expect(covered(segments, isUp)).toBe(bytes);
      }
      const times = segments.map(({ timeMs }) => timeMs);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      if (!path.isOffloaded) expect(Math.max(...segments.map(({ length }) => length))).toBeLessThanOrEqual(path.mss);
    }
  });

  it('acknowledges what has arrived, and probes when nothing happens', () => {
    const talk = talkOf([0, true, 100], [60, false, 200], [200_000, false, 50]);
    const segments = layTcp(talk, pathWith({ ...quiet, clientKeepAlive: { idleMs: 60_000 } }), new Random(3));
    const isAckOf = (byte: number) => (segment: Segment) =>
      segment.isUp && segment.message === null && segment.acknowledgement === byte;
    expect(segments.some(isAckOf(201))).toBe(true);
    const probes = segments.filter(
      ({ isUp, sequence, message, timeMs }) => isUp && message === null && sequence === 100 && timeMs > 1000,
    );
    expect(probes.map(({ timeMs }) => Math.round(timeMs / 60_000))).toEqual([1, 2, 3]);
  });

  it('lets the server speak after the client has closed its side', () => {
    const talk = talkOf([0, true, 71], [60, false, 41], [20_000, false, 335]);
    talk.clientClosesMs = 61;
    talk.ending = 'client-reset';
    const segments = layTcp(talk, pathWith(quiet), new Random(4));
    const fin = segments.findIndex(({ flags }) => (flags & TcpFlag.fin) !== 0);
    const work = segments.findIndex(({ isUp, length }) => !isUp && length === 335);
    expect(segments[fin].isUp).toBe(true);
    expect(fin).toBeLessThan(work);
    expect(segments[segments.length - 1].flags & TcpFlag.reset).toBe(TcpFlag.reset);
  });

  it('shows connections that fail', () => {
    const talk = new Talk();
    talk.opening = 'refused';
    const flags = layTcp(talk, pathWith(quiet), new Random(1)).map((segment) => segment.flags);
    expect(flags.slice(0, 2)).toEqual([TcpFlag.syn, TcpFlag.reset | TcpFlag.ack]);
  });
});
