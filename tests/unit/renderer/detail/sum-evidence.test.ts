import { describe, expect, it } from 'vitest';
import { probabilityOf, sumEvidence } from '../../../../renderer/detail/sum-evidence';
import type { Evidence } from '../../../../shared/connection';

const piece = (towards: Evidence['towards'], weight: number): Evidence => ({
  kind: 'rhythm',
  towards,
  weight,
  text: '',
  fact: { code: 'not-tcp' },
});

describe('sumEvidence', () => {
  it('walks from the prior to the risk and leaves remarks out', () => {
    const steps = sumEvidence(-4, [piece('mining', 6), piece('mining', 0), piece('clear', 2)]);
    expect(steps.map((step) => [step.from, step.to, step.weight])).toEqual([
      [-4, 2, 6],
      [2, 0, -2],
    ]);
    expect(steps[1].risk).toBe(0.5);
  });

  it('knows what log-odds mean', () => {
    expect(probabilityOf(Math.log(3))).toBeCloseTo(0.75);
  });
});
