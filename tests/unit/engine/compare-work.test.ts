import { describe, expect, it } from 'vitest';
import { compareWork } from '../../../main/engine/compare-work';

const beginMs = Date.parse('2026-11-22T12:00:00Z');

/** Use in steps of a second; and messages of the client at these seconds. */
function compare(seconds: number, coresAt: (second: number) => number, sentAt: number[]) {
  const history = Array.from({ length: seconds }, (_, at) => [beginMs + (at + 1) * 1000, coresAt(at)] as const);
  const times = Float32Array.from(sentAt);
  const sizes = Float32Array.from(sentAt, () => 120);
  return compareWork(history, beginMs, { count: sentAt.length, times, sizes });
}

const everyTwenty = Array.from({ length: 10 }, (_, at) => 20 * (at + 1));

describe('work before messages', () => {
  it('is several times the work at other times when messages hand in what was computed', () => {
    const result = compare(200, (second) => (second % 20 >= 15 ? 1 : 0.1), everyTwenty);
    expect(result).toEqual({ messages: 10, ratio: expect.closeTo(10, 0) as number });
  });

  it('is the same as at other times for a miner that never rests', () => {
    expect(compare(210, () => 0.98, everyTwenty)?.ratio).toBeCloseTo(1);
  });

  it('is not compared with few messages, or where messages leave no other time', () => {
    expect(compare(210, () => 1, [20, 40, 60, 80])).toBeNull();
    const always = Array.from({ length: 100 }, (_, at) => 2 * at);
    expect(compare(200, () => 1, always)).toBeNull();
    expect(compareWork([], beginMs, { count: 0, times: new Float32Array(0), sizes: new Float32Array(0) })).toBeNull();
  });
});
