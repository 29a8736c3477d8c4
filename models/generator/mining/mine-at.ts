import { Dialogue } from '../dialogue';
import type { Model, ModelContext } from '../model';
import type { Random } from '../random';
import { drawJobRhythm, drawJobTimes, drawShareRate } from './share-process';

/** A message as text, or the length of one whose content does not matter. */
export type Say = (draw: Random, context: ModelContext) => string | number;

/** What a pool and its miners say. */
export interface Pool {
  /** How the miner signs in: what it asks and is answered, one after the other, or all at once. */
  readonly opening: readonly (readonly [Say, Say])[];
  readonly isPipelined?: boolean;
  /** What the miner says once it is in, unanswered. */
  readonly wish?: Say | null;
  /** From there to the first job. */
  readonly jobDelayMs?: number;
  readonly job: Say;
  /** The first job comes as the answer to the last question, not after it. */
  readonly isJobAnswered: boolean;
  readonly share: Say;
  readonly verdict: Say;
  /** Mean time between blocks, ms, and how often there is new work without one. */
  readonly blockMs: number;
  readonly refreshMs: readonly [number, number];
  /** What the miner asks by the clock, to keep the connection or to learn how it is doing. */
  readonly check: { readonly everyMs: number; readonly ask: Say; readonly answer: Say } | null;
  /** Told when the difficulty changes, or null where it is part of the job. */
  readonly difficulty: Say | null;
}

/** A session of a miner that is pushed its work, finds shares by chance and has each answered. */
export function mineAt(pool: Pool, random: Random): Model {
  const { opening, isPipelined = false, wish = null, jobDelayMs = 0, check, difficulty } = pool;
  const rate = drawShareRate(random);
  const rhythm = drawJobRhythm(random, pool.blockMs, pool.refreshMs, 0.55);
  const thinkMs = random.logBetween(1, 150);
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    const think = (): number => draw.logNormal(thinkMs, 0.6);
    const receive = (what: Say): void => talk.receive(what(draw, context));
    const ask = (question: Say, answer: Say, next?: () => void): void =>
      talk.ask(question(draw, context), answer(draw, context), think(), next);
    let isIn = false;
    const start = (): void => {
      if (difficulty !== null) receive(difficulty);
      if (wish !== null) talk.send(wish(draw, context));
      agenda.after(jobDelayMs, () => {
        isIn = true;
        if (!pool.isJobAnswered) receive(pool.job);
      });
    };
    const open = (at: number): void => {
      const isLast = at === opening.length - 1;
      const next = (): void => {
        if (isLast) start();
        else if (!isPipelined) agenda.after(draw.logNormal(2, 1), () => open(at + 1));
      };
      ask(...opening[at], next);
      if (isPipelined && !isLast) open(at + 1);
    };
    open(0);
    for (const { atMs } of drawJobTimes(draw, rhythm, context.durationMs))
      agenda.at(atMs + 3 * context.roundTripMs, () => {
        if (isIn) receive(pool.job);
      });
    let meanMs = rate.firstMeanMs;
    agenda.every(
      () => draw.exponential(meanMs),
      () => {
        if (isIn) ask(pool.share, pool.verdict);
      },
    );
    if (rate.retargetMs !== null) {
      const { retargetMs } = rate;
      agenda.every(
        () => draw.about(retargetMs, 0.2),
        () => {
          meanMs = rate.targetMeanMs * draw.logBetween(0.8, 1.25);
          if (!isIn || !draw.chance(0.5)) return;
          if (difficulty !== null) receive(difficulty);
          receive(pool.job);
        },
      );
    }
    if (check !== null)
      agenda.every(
        () => draw.about(check.everyMs, 0.01),
        () => ask(check.ask, check.answer),
      );
    return talk.play();
  };
}
