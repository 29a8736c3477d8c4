import type { ModelMaker } from '../model';
import type { Random } from '../random';
import { practise, sizesAround, type Habit, type Size } from './habits';

/**
 * A protocol that nobody knows: an opening, and one to four habits of either side, all drawn at random, one of them perhaps
 * several times. Applications are more than any catalogue holds; what resembles none of them should not resemble a miner for
 * that reason alone.
 */
export const makeUnknownProtocol: ModelMaker = (random) => {
  const block = random.chance(0.1) ? random.pick([8, 16, 64]) : 1;
  const greeting: Size | null = random.chance(0.25) ? (draw) => draw.integer(10, 500) : null;
  const exchanges = Array.from({ length: random.integer(0, 6) }, () => ({
    ask: drawSize(random, 1500),
    answer: drawSize(random, 4000),
    thinkMs: random.logBetween(1, 300),
    pauseMs: random.chance(0.8) ? random.logBetween(0.1, 100) : random.logBetween(100, 5000),
  }));
  const habits = Array.from({ length: random.integer(1, 4) }, () => drawHabit(random));
  if (random.chance(0.12)) habits.push(...drawLikes(habits[0], random));
  const rest = random.chance(0.15)
    ? { busyMs: random.logBetween(2000, 300_000), silentMs: random.logBetween(5000, 900_000) }
    : null;
  return practise({ greeting, exchanges, habits, block, rest });
};

/** Others with the same habit: their messages are a little longer or shorter, and they keep their own time. */
function drawLikes(habit: Habit, random: Random): Habit[] {
  return Array.from({ length: random.integer(1, 8) }, () => {
    const [slower, longer] = [random.between(0.95, 1.15), random.integer(-6, 6)];
    return {
      ...habit,
      waitMs: (draw) => habit.waitMs(draw) * slower,
      size: (draw) => Math.max(2, habit.size(draw) + longer),
    };
  });
}

/** Sizes of one kind of message: all alike, or spread around a median of 4 to `most` bytes; some are of one of two kinds. */
function drawSize(random: Random, most: number): Size {
  const usual = drawOneSize(random, most);
  if (random.chance(0.85)) return usual;
  const other = drawOneSize(random, most);
  const share = random.between(0.05, 0.5);
  return (draw) => (draw.chance(share) ? other(draw) : usual(draw));
}

function drawOneSize(random: Random, most: number): Size {
  return sizesAround(random.logBetween(4, most), random.pick([0, 0, 0.01, 0.05, 0.3, 0.8]));
}

function drawHabit(random: Random): Habit {
  const meanMs = random.logBetween(500, 300_000);
  const wobble = random.pick([0.002, 0.02, 0.1]);
  const waitMs = random.pick([
    (draw: Random): number => draw.about(meanMs, wobble),
    (draw: Random): number => draw.exponential(meanMs),
    (draw: Random): number => draw.logNormal(meanMs / 2, 1.2),
  ]);
  return {
    isUp: random.chance(0.5),
    waitMs,
    afterSilenceMs: random.chance(0.3) ? meanMs * 0.8 : 0,
    size: drawSize(random, 1500),
    most: random.chance(0.2) ? random.integer(2, 6) : 1,
    answerRate: random.pick([0, 1, 1, random.unit()]),
    answerSize: drawSize(random, 1500),
    answerMs: random.chance(0.85) ? random.logBetween(0.5, 3000) : random.logBetween(3000, 60_000),
    isConfirmed: random.chance(0.15),
  };
}
