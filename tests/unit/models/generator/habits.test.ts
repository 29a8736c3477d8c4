import { describe, expect, it } from 'vitest';
import { practise, type Habit, type Habits } from '../../../../models/generator/benign/habits';
import type { Talk } from '../../../../models/generator/talk';
import { Random } from '../../../../models/generator/random';

const tick: Habit = {
  isUp: false,
  waitMs: () => 10_000,
  afterSilenceMs: 0,
  size: () => 40,
  most: 1,
  answerRate: 0,
  answerSize: () => 7,
  answerMs: 5,
  isConfirmed: false,
};

function play(habits: Partial<Habits>): Talk {
  const model = practise({ greeting: null, exchanges: [], habits: [], block: 1, rest: null, ...habits });
  return model({ random: new Random(1), durationMs: 60_500, roundTripMs: 30, host: 'a.example', port: 1 });
}

describe('a protocol of habits', () => {
  it('is said by the clock, answered, and in blocks', () => {
    const messages = play({ habits: [{ ...tick, answerRate: 1 }], block: 16 }).inOrder();
    expect(messages.filter(({ isUp }) => !isUp).map(({ atMs }) => atMs)).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => n * 1e4),
    );
    expect(messages.map(({ isUp, length }) => `${isUp ? 'up' : 'down'} ${length}`)).toEqual(
      Array.from({ length: 6 }, () => ['down 48', 'up 16']).flat(),
    );
  });

  it('keeps silent while others speak, where it speaks only after a silence', () => {
    const often: Habit = { ...tick, isUp: true, waitMs: () => 4000 };
    const messages = play({ habits: [often, { ...tick, afterSilenceMs: 8000 }] }).inOrder();
    expect(messages.every(({ isUp }) => isUp)).toBe(true);
  });

  it('is silent while it rests, and busy again afterwards', () => {
    const often: Habit = { ...tick, waitMs: () => 100 };
    const [never, ...gaps] = play({ habits: [often], rest: { busyMs: 5000, silentMs: 5000 } })
      .inOrder()
      .map(({ atMs }, at, all) => atMs - (all[at - 1]?.atMs ?? 0));
    expect(never).toBe(100);
    expect(gaps.length).toBeGreaterThan(100);
    expect(gaps.length).toBeLessThan(500);
    expect(gaps.filter((gap) => gap > 1000).length).toBeGreaterThan(2);
  });

  it('begins after its opening', () => {
    const exchange = { ask: () => 100, answer: () => 200, thinkMs: 50, pauseMs: 10 };
    const messages = play({ greeting: () => 30, exchanges: [exchange, exchange], habits: [tick] }).inOrder();
    expect(messages.slice(0, 6).map(({ length }) => length)).toEqual([30, 100, 200, 100, 200, 40]);
  });
});
