import { describe, expect, it } from 'vitest';
import { chooseTimeTicks, layOutHistory } from '../../../../renderer/computer/lay-out-history';

const endSeconds = Date.parse('2026-11-22T14:32:11Z') / 1000;
const point = (secondsAgo: number) => ({
  at: new Date((endSeconds - secondsAgo) * 1000).toISOString(),
  cpu: 0.5,
  watts: null,
});

describe('layOutHistory', () => {
  it('keeps the last 30 minutes and breaks the line where nothing was read', () => {
    const { seconds, cpu } = layOutHistory([point(2000), point(100), point(95), point(20), point(20)], endSeconds);
    expect(seconds.map((at) => endSeconds - at)).toEqual([100, 95, 57.5, 20]);
    expect(cpu).toEqual([0.5, 0.5, null, 0.5]);
  });
});

describe('chooseTimeTicks', () => {
  it('takes round times of day, fewer where there is little room', () => {
    expect(chooseTimeTicks(endSeconds - 1800, endSeconds, false)).toHaveLength(6);
    const narrow = chooseTimeTicks(endSeconds - 1800, endSeconds, true);
    expect(narrow.map((at) => new Date(at * 1000).toISOString().slice(11, 16))).toEqual(['14:10', '14:20', '14:30']);
  });
});
