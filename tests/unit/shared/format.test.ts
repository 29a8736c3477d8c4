import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../shared/format';

const english = createFormat('en', 'UTC');
const japanese = createFormat('ja', 'UTC');

describe('createFormat', () => {
  it('writes sizes in decimal units with three digits', () => {
    expect([0, 999, 1000, 25_430, 999_600, 64_000_000].map(english.bytes)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '25.4 kB',
      '1 MB',
      '64 MB',
    ]);
    expect(english.bytesPerSecond(1520)).toBe('1.52 kB/s');
  });

  it('writes durations with at most two units', () => {
    const durations = [0, 412, 59_600, 96_400, 3_600_000, 7_530_000, 93_600_000];
    expect(durations.map(english.duration)).toEqual(['0ms', '412ms', '1m', '1m 36s', '1h', '2h 5m', '1d 2h']);
    expect(durations.map(japanese.duration)).toEqual([
      '0ms',
      '412ms',
      '1分',
      '1分36秒',
      '1時間',
      '2時間5分',
      '1日2時間',
    ]);
  });

  it('never claims certainty', () => {
    expect([0, 0.004, 0.41, 0.9996, 1].map(english.risk)).toEqual(['<1%', '<1%', '41%', '>99%', '>99%']);
  });

  it('writes signs, counts and dates of its language', () => {
    expect(english.signed(9.23)).toBe('+9.2');
    expect(english.signed(-4.6)).toBe('−4.6');
    expect(english.count(1_204_000)).toBe('1,204,000');
    expect(english.time('2026-11-22T14:02:11Z')).toBe('14:02:11');
    expect(japanese.dateUnlessToday('2026-11-22T00:02:11Z', Date.UTC(2026, 10, 22, 12))).toBeNull();
    expect(japanese.dateUnlessToday('2017-12-25T10:01:34Z', Date.UTC(2026, 10, 22, 12))).toBe('2017/12/25');
    expect(japanese.dateTime('2026-11-22T00:02:11Z')).toBe('2026年11月22日 00:02:11');
    expect(english.time('not a time')).toBe('not a time');
  });
});
