import { describe, expect, it } from 'vitest';
import { addDummies, anyDisguise, combine, delayUpTo, padTo, speakLess } from '../../../../models/generator/disguises';
import { Random } from '../../../../models/generator/random';
import { Talk } from '../../../../models/generator/talk';

function session(): Talk {
  const talk = new Talk();
  talk.up(0, 300);
  talk.down(50, 400);
  for (let at = 10_000; at < 1_000_000; at += 10_000) {
    talk.up(at, 190);
    talk.down(at + 80, 64);
    talk.down(at + 5000, 380);
  }
  return talk;
}

describe('disguises', () => {
  it('pads every message to the next multiple', () => {
    const lengths = padTo(512)(session(), new Random(1)).messages.map(({ length }) => length);
    expect(new Set(lengths)).toEqual(new Set([512]));
  });

  it('delays messages and keeps the order of each direction', () => {
    const delayed = delayUpTo(10_000)(session(), new Random(1));
    for (const isUp of [true, false]) {
      const times = delayed.messages.filter((message) => message.isUp === isUp).map(({ atMs }) => atMs);
      expect(times).toEqual([...times].sort((one, other) => one - other));
    }
  });

  it('takes shares away together with their answers, and leaves the jobs', () => {
    const { messages } = speakLess(10)(session(), new Random(1));
    const shares = messages.filter(({ length }) => length === 190).length;
    expect(shares).toBeGreaterThan(0);
    expect(shares).toBeLessThan(25);
    expect(messages.filter(({ length }) => length === 64).length).toBe(shares);
    expect(messages.filter(({ length }) => length === 380).length).toBe(99);
  });

  it('adds as many dummies as there are messages, and combines with others', () => {
    const original = session().messages.length;
    const disguised = combine(addDummies(1), padTo(256))(session(), new Random(1));
    expect(disguised.messages.length).toBe(2 * original);
    expect(disguised.messages.every(({ length }) => length % 256 === 0)).toBe(true);
  });

  it('draws one of them, the same for the same seed', () => {
    const plain = JSON.stringify(session().messages);
    const disguise = (seed: number): string => JSON.stringify(anyDisguise(session(), new Random(seed)).messages);
    const seeds = Array.from({ length: 50 }, (_, seed) => seed);
    expect(seeds.map(disguise)).toEqual(seeds.map(disguise));
    expect(new Set(seeds.map(disguise)).size).toBeGreaterThan(40);
    expect(seeds.filter((seed) => disguise(seed) === plain)).toEqual([]);
  });
});
