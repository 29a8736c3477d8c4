import { describe, expect, it } from 'vitest';
import { ReadBudget } from '../../../../main/host/owner/read-budget';

/** Milliseconds from reading to reading while each is done as early as it may be, for this long. */
function readFor(costMs: number, seconds: number): number[] {
  const budget = new ReadBudget();
  const waits: number[] = [];
  for (let atMs = 0; atMs < seconds * 1000; atMs += waits[waits.length - 1]) waits.push(budget.spend(atMs, costMs));
  return waits;
}

const share = (costMs: number, waits: number[]): number =>
  (costMs * waits.length) / waits.reduce((sum, wait) => sum + wait, 0);

describe('the budget for reading tables', () => {
  it('follows a busy minute so closely that no connection of a second is missed', () => {
    for (const wait of readFor(40, 60)) expect(wait).toBeLessThan(1000);
  });

  it('keeps to its share where the load lasts, and still reads now and then', () => {
    expect(share(12, readFor(12, 7200))).toBeLessThan(0.0085);
    expect(Math.max(...readFor(500, 600))).toBe(10_000);
  });

  it('lets cheap tables be read often', () => expect(Math.max(...readFor(1, 60))).toBe(125));

  it('is saved up again while nothing is asked', () => {
    const budget = new ReadBudget();
    for (let second = 0; second < 7200; second++) budget.spend(second * 950, 12);
    expect(budget.spend(7200 * 950, 12)).toBeGreaterThan(1000);
    expect(budget.spend(7200 * 950 + 120_000, 12)).toBe(950);
  });
});
