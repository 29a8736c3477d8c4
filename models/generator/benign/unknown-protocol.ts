import { Dialogue } from '../dialogue';
import type { ModelMaker } from '../model';
import type { Random } from '../random';

/** Something that one side says again and again, and what the other one does about it. */
interface Habit {
  readonly isUp: boolean;
  readonly waitMs: (draw: Random) => number;
  /** Said only after so long a silence, as keep-alives are; 0 at any time. */
  readonly afterSilenceMs: number;
  readonly size: (draw: Random) => number;
  /** Times in a row, with short gaps. */
  readonly most: number;
  readonly answerRate: number;
  readonly answerSize: (draw: Random) => number;
  readonly answerMs: number;
  /** The first side says something more once it is answered. */
  readonly isConfirmed: boolean;
}

/**
 * A protocol that nobody knows: an opening, and one to four habits of either side, all drawn at random. Applications are more
 * than any catalogue holds; what resembles none of them should not resemble a miner for that reason alone.
 */
export const makeUnknownProtocol: ModelMaker = (random) => {
  const block = random.chance(0.1) ? random.pick([8, 16, 64]) : 1;
  const isGreeted = random.chance(0.25);
  const exchanges = Array.from({ length: random.integer(0, 6) }, () => ({
    ask: drawSize(random, 1500),
    answer: drawSize(random, 4000),
    thinkMs: random.logBetween(1, 300),
    pauseMs: random.chance(0.8) ? random.logBetween(0.1, 100) : random.logBetween(100, 5000),
  }));
  const habits = Array.from({ length: random.integer(1, 4) }, () => drawHabit(random));
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    let lastMs = 0;
    const say = (isUp: boolean, bytes: number): void => {
      lastMs = agenda.now;
      const padded = Math.ceil(Math.max(1, bytes) / block) * block;
      if (isUp) talk.send(padded);
      else talk.receive(padded);
    };
    const later = (delayMs: number, isUp: boolean, bytes: number, next?: () => void): void => {
      const wayMs = isUp ? 0 : talk.roundTripMs;
      agenda.after(wayMs + draw.logNormal(delayMs, 0.7), () => {
        say(isUp, bytes);
        next?.();
      });
    };
    const practise = (habit: Habit): void =>
      agenda.every(
        () => habit.waitMs(draw),
        () => {
          if (agenda.now - lastMs < habit.afterSilenceMs) return;
          const speak = (left: number): void => {
            const { isUp } = habit;
            say(isUp, habit.size(draw));
            if (draw.chance(habit.answerRate)) {
              later(habit.answerMs, !isUp, habit.answerSize(draw), () => {
                if (habit.isConfirmed) later(habit.answerMs, isUp, habit.size(draw) / 2);
              });
            }
            if (left > 1) agenda.after(draw.exponential(200), () => speak(left - 1));
          };
          speak(draw.integer(1, habit.most));
        },
      );
    const open = (at: number): void => {
      if (at === exchanges.length) {
        habits.forEach(practise);
        return;
      }
      const { ask, answer, thinkMs, pauseMs } = exchanges[at];
      say(true, ask(draw));
      later(thinkMs, false, answer(draw), () => agenda.after(draw.about(pauseMs, 0.3), () => open(at + 1)));
    };
    if (isGreeted) later(20, false, draw.integer(10, 500), () => open(0));
    else open(0);
    return talk.play();
  };
};

/** Sizes of one kind of message: all alike, or spread around a median of 4 to `most` bytes. */
function drawSize(random: Random, most: number): (draw: Random) => number {
  const bytes = random.logBetween(4, most);
  const spread = random.pick([0, 0, 0.01, 0.05, 0.3, 0.8]);
  return (draw) => (spread > 0.1 ? draw.logNormal(bytes, spread) : draw.about(bytes, spread));
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
    answerMs: random.logBetween(0.5, 3000),
    isConfirmed: random.chance(0.15),
  };
}
