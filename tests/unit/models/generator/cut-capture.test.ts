import { describe, expect, it } from 'vitest';
import { cutCapture } from '../../../../models/generator/cut-capture';
import { drawNetworkPath } from '../../../../models/generator/network-path';
import { Random } from '../../../../models/generator/random';
import { Talk } from '../../../../models/generator/talk';
import { layTcp, TcpFlag, type Segment } from '../../../../models/generator/tcp-model';

function segmentsOf(messages: number): Segment[] {
  const talk = new Talk();
  for (let at = 0; at < messages; at++) talk.say(at * 5000, at % 2 === 0, 100 + at);
  talk.ending = 'client-fin';
  return layTcp(talk, drawNetworkPath(new Random(1)), new Random(2));
}

const hasHandshake = (segments: readonly Segment[]): boolean =>
  segments.some(({ flags }) => (flags & TcpFlag.syn) !== 0);

describe('cutCapture', () => {
  const draws = Array.from({ length: 400 }, (_, seed) => new Random(seed));

  it('leaves more than half of all connections whole, and of the others some without the handshake alone', () => {
    const segments = segmentsOf(40);
    const cuts = draws.map((random) => cutCapture(segments, random));
    const whole = cuts.filter(([stretch]) => stretch.segments.length === segments.length);
    expect(whole.length / cuts.length).toBeCloseTo(0.55, 1);
    expect(cuts.some(([{ segments: rest }]) => rest.length === segments.length - 3)).toBe(true);
    for (const stretch of cuts.flat()) {
      expect(stretch.segments.length).toBeGreaterThan(0);
      expect(hasHandshake(stretch.segments)).toBe(!stretch.isCutAtStart);
    }
    const rebound = cuts.filter((stretches) => stretches.some(({ isRebound }) => isRebound));
    expect(rebound.length).toBeGreaterThan(0);
    for (const [before, after] of rebound) {
      expect(before.segments.length + after.segments.length).toBe(segments.length);
    }
  });

  it('takes nothing but the opening from short connections, and nothing from those that nobody answered', () => {
    const short = segmentsOf(2);
    for (const [{ segments, isCutAtStart }] of draws.map((random) => cutCapture(short, random))) {
      expect(segments.at(-1)).toBe(short.at(-1));
      expect(isCutAtStart).toBe(segments.length < short.length);
    }
    const talk = new Talk();
    talk.opening = 'unanswered';
    const unanswered = layTcp(talk, drawNetworkPath(new Random(1)), new Random(2));
    for (const random of draws) expect(cutCapture(unanswered, random)[0].segments).toEqual(unanswered);
  });
});
