import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../../models/generator/agenda';
import { Random } from '../../../../models/generator/random';

describe('Agenda', () => {
  it('does things in the order of their times, and nothing after the end', () => {
    const random = new Random(1);
    const agenda = new Agenda(500);
    const seen: number[] = [];
    for (let at = 0; at < 300; at++) agenda.at(random.between(0, 1000), () => seen.push(agenda.now));
    agenda.every(
      () => 100,
      () => seen.push(agenda.now) < 1000,
    );
    agenda.run();
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.filter((time) => time % 100 === 0)).toEqual([100, 200, 300, 400]);
    expect(Math.max(...seen)).toBeLessThan(500);
  });
});
