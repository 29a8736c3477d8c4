import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepAsking } from '../../../../renderer/state/keep-asking';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits for each answer before it asks again', async () => {
  const answers: (() => void)[] = [];
  const stop = keepAsking(() => new Promise((resolve) => answers.push(resolve)), 100);
  await vi.advanceTimersByTimeAsync(1000);
  expect(answers).toHaveLength(1);
  answers[0]();
  await vi.advanceTimersByTimeAsync(99);
  expect(answers).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(answers).toHaveLength(2);
  stop();
});

it('asks no more once it was stopped, and tells an answer that comes later', async () => {
  const signals: AbortSignal[] = [];
  let answer = (): void => {};
  const stop = keepAsking((signal) => {
    signals.push(signal);
    return new Promise((resolve) => (answer = resolve));
  }, 100);
  expect(signals[0].aborted).toBe(false);
  stop();
  expect(signals[0].aborted).toBe(true);
  answer();
  await vi.advanceTimersByTimeAsync(1000);
  expect(signals).toHaveLength(1);
});
