import { describe, expect, it } from 'vitest';
import { addBook, createBook, enter, enterWatch, tallyBy } from '../../../../models/evaluation/book';
import { reliabilityOf, rocOf } from '../../../../models/evaluation/calibration-figures';
import { figuresOf } from '../../../../models/evaluation/figures';
import { joinOpinions, unseen, type Judgement } from '../../../../models/evaluation/judgement';
import { quantile } from '../../../../models/evaluation/quantile';
import { count, createTally } from '../../../../models/evaluation/tally';
import { createRandom } from '../../../../models/training/random';

const judgement = (changes: Partial<Judgement>): Judgement => ({
  ...unseen,
  truth: 'other',
  kind: 'any',
  seconds: 100,
  where: 'here',
  ...changes,
});

describe('tallies', () => {
  it('count sessions, refused miners and others apart', () => {
    const tally = createTally();
    const mining = { verdict: 'mining', wasMining: true, isScored: true, evidence: 9 } as const;
    count(tally, judgement({ truth: 'mining', ...mining, rhythmSeconds: 30, evidencePacketsOfTalk: 2 }));
    count(tally, judgement({ truth: 'mining', seconds: 20, verdict: 'suspicious', isScored: true, evidence: 5 }));
    count(tally, judgement({ truth: 'mining' }));
    count(tally, judgement({ truth: 'aside', ...mining }));
    count(tally, judgement({ verdict: 'clear', wasMining: true, isScored: true, evidence: -3 }));
    count(tally, judgement({}));
    const figures = figuresOf(tally, 7 * 24 * 3600);
    expect(figures.sessions).toMatchObject({ found: 1, all: 3 });
    expect(figures.longSessions).toMatchObject({ found: 1, all: 2 });
    expect(figures.suspected).toMatchObject({ found: 2, all: 3 });
    expect(figures.byLength).toMatchObject([
      { from: 0, to: 30, sessions: { found: 0, all: 1 }, suspected: { found: 1 } },
      { from: 60, to: 120, sessions: { found: 1, all: 2 }, suspected: { found: 1 } },
    ]);
    expect(figures.aside).toEqual({ all: 1, found: 1 });
    expect(figures).toMatchObject({ others: 2, scoredOthers: 1, alarms: 0, alarmsEver: 1, alarmsPerHostWeek: 1 });
    expect(figures.rhythmSeconds).toEqual({ cases: 2, median: 30, p95: null });
    expect(tally.missed).toEqual(['any: here']);
  });

  it('add up to the same whatever the pieces', () => {
    const random = createRandom(1);
    const whole = createBook();
    const pieces = [createBook(), createBook()];
    for (let at = 0; at < 500; at++) {
      const truth = random.next() < 0.5 ? 'mining' : 'other';
      const evidence = random.normal() * 4;
      const verdict = evidence > 2 ? 'mining' : 'clear';
      const kind = `kind ${at % 3}`;
      const one = judgement({ truth, kind, verdict, wasMining: evidence > 2, isScored: true, evidence });
      enter(whole, 'real', 'here', one);
      enter(pieces[at % 2], 'real', 'here', one);
    }
    for (const piece of pieces) enterWatch(piece, 'real', 'here', 10);
    enterWatch(whole, 'real', 'here', 20);
    const sum = createBook();
    for (const piece of pieces) addBook(sum, piece);
    const totalOf = (book: typeof whole): unknown => figuresOf([...tallyBy(book.groups, () => '').values()][0]);
    expect(totalOf(sum)).toEqual(totalOf(whole));
    expect(sum.watches).toEqual(whole.watches);
  });

  it('join two connections on the same ends to the graver verdict and the earlier moment', () => {
    const one = { ...unseen, verdict: 'clear', isScored: true, evidence: -2, rhythmSeconds: 90 } as const;
    const other = { ...unseen, verdict: 'mining', isScored: true, evidence: 8, rhythmSeconds: 40 } as const;
    expect(joinOpinions(one, other)).toMatchObject({ verdict: 'mining', evidence: 8, rhythmSeconds: 40 });
    expect(joinOpinions(unseen, one)).toMatchObject({ verdict: 'clear', evidence: -2 });
  });
});

describe('calibration', () => {
  /** Evidence that is what it says: normal with mean ±s²/2 and variance s². */
  const drawn = (sharpness: number): ReturnType<typeof createTally> => {
    const random = createRandom(3);
    const tally = createTally();
    for (let at = 0; at < 40_000; at++) {
      const truth = at % 2 === 0 ? 'mining' : 'other';
      const drift = (sharpness * sharpness) / 2;
      const evidence = (truth === 'mining' ? drift : -drift) + sharpness * random.normal();
      count(tally, judgement({ truth, isScored: true, evidence }));
    }
    return tally;
  };

  it('is found where evidence is a true log likelihood ratio, for any prior', () => {
    for (const prior of [0.5, 0.01]) {
      const reliability = reliabilityOf(drawn(2), prior);
      expect(reliability?.ece).toBeLessThan(0.015);
      expect(reliability?.brier).toBeLessThan(reliability?.brierOfPrior ?? 0);
    }
  });

  it('is missing where evidence is overstated', () => {
    const tally = drawn(2);
    const doubled = (bins: Record<string, number>): Record<string, number> =>
      Object.fromEntries(Object.entries(bins).map(([bin, connections]) => [Number(bin) * 3, connections]));
    tally.sessionEvidence = doubled(tally.sessionEvidence);
    tally.otherEvidence = doubled(tally.otherEvidence);
    expect(reliabilityOf(tally, 0.5)?.ece).toBeGreaterThan(0.05);
  });

  it('gives a curve from the strictest threshold to the laxest', () => {
    const roc = rocOf(drawn(2));
    expect(roc.at(-1)).toMatchObject({ recall: 1, falseAlarms: 1 });
    expect(roc.every(({ recall }, at) => at === 0 || recall >= roc[at - 1].recall)).toBe(true);
  });

  it('is unknown where a class is missing', () => expect(reliabilityOf(createTally(), 0.5)).toBeNull());
});

describe('quantiles', () => {
  it('take cases without a value for later than all others', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([3, 1, 2], 0.5, 6)).toBe(3);
    expect(quantile([3, 1, 2], 0.95, 6)).toBeNull();
    expect(quantile([], 0.5)).toBeNull();
  });
});
