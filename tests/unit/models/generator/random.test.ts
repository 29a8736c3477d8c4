import { describe, expect, it } from 'vitest';
import { Random } from '../../../../models/generator/random';

const draws = (random: Random): number[] => Array.from({ length: 5 }, () => random.next());

describe('Random', () => {
  it('repeats itself for a seed and a stream, and for no others', () => {
    expect(draws(new Random(7, 1))).toEqual(draws(new Random(7, 1)));
    expect(draws(new Random(7, 1))).not.toEqual(draws(new Random(7, 2)));
    expect(draws(new Random(7, 1))).not.toEqual(draws(new Random(8, 1)));
  });

  it('draws what its names say', () => {
    const random = new Random(3);
    const units = Array.from({ length: 20_000 }, () => random.unit());
    const normals = Array.from({ length: 20_000 }, () => random.normal(10, 2));
    const exponentials = Array.from({ length: 20_000 }, () => random.exponential(4));
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...units)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...units)).toBeLessThan(1);
    expect(mean(units)).toBeCloseTo(0.5, 1);
    expect(mean(normals)).toBeCloseTo(10, 1);
    expect(Math.sqrt(mean(normals.map((value) => (value - 10) ** 2)))).toBeCloseTo(2, 1);
    expect(mean(exponentials)).toBeCloseTo(4, 0);
    expect(random.hex(65)).toMatch(/^[0-9a-f]{65}$/);
    const picks = Array.from({ length: 4000 }, () =>
      random.pickWeighted([
        ['rare', 1],
        ['common', 9],
      ] as const),
    );
    expect(picks.filter((pick) => pick === 'rare').length / picks.length).toBeCloseTo(0.1, 1);
  });
});
