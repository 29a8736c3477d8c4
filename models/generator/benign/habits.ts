import { Dialogue } from '../dialogue';
import type { Model } from '../model';
import type { Random } from '../random';

/** Bytes of the next message of a kind. */
export type Size = (draw: Random) => number;

/** All alike, or spread around a median by a share of it. */
export function sizesAround(bytes: number, spread: number): Size {
  return (draw) => (spread > 0.15 ? draw.logNormal(bytes, spread) : draw.about(bytes, spread));
}

/** Something that one side says again and again, and what the other one does about it. */
export interface Habit {
  readonly isUp: boolean;
  readonly waitMs: (draw: Random) => number;
  /** Said only after so long a silence, as keep-alives are; 0 at any time. */
  readonly afterSilenceMs: number;
  readonly size: Size;
  /** Times in a row, with short gaps. */
  readonly most: number;
  readonly answerRate: number;
  readonly answerSize: Size;
  readonly answerMs: number;
  /** The first side says something more once it is answered. */
  readonly isConfirmed: boolean;
}

/** A question of the client at the beginning. */
export interface Exchange {
  readonly ask: Size;
  readonly answer: Size;
  readonly thinkMs: number;
  /** Until the next one. */
  readonly pauseMs: number;
}

/** A protocol of messages whose content does not matter: an opening, then habits of either side. */
export interface Habits {
  /** What the server says first, or null. */
  readonly greeting: Size | null;
  readonly exchanges: readonly Exchange[];
  readonly habits: readonly Habit[];
  /** Sizes are multiples of this. */
  readonly block: number;
  /** How long it is busy and then silent, on average; or null where it never rests. */
  readonly rest: { readonly busyMs: number; readonly silentMs: number } | null;
}

/** Plays such a protocol until its time is over. */
export function practise({ greeting, exchanges, habits, block, rest }: Habits): Model {
  return (context) => {
    const talk = new Dialogue(context);
    const { agenda, random: draw } = talk;
    let lastMs = 0;
    let isResting = false;
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
    const follow = (habit: Habit): void =>
      agenda.every(
        () => habit.waitMs(draw),
        () => {
          if (isResting || agenda.now - lastMs < habit.afterSilenceMs) return;
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
    const alternate = (nowMs: number, thenMs: number): void => {
      agenda.after(draw.exponential(nowMs), () => {
        isResting = !isResting;
        alternate(thenMs, nowMs);
      });
    };
    const open = (at: number): void => {
      if (at === exchanges.length) {
        habits.forEach(follow);
        if (rest !== null) alternate(rest.busyMs, rest.silentMs);
        return;
      }
      const { ask, answer, thinkMs, pauseMs } = exchanges[at];
      say(true, ask(draw));
      later(thinkMs, false, answer(draw), () => agenda.after(draw.about(pauseMs, 0.3), () => open(at + 1)));
    };
    if (greeting !== null) later(20, false, greeting(draw), () => open(0));
    else open(0);
    return talk.play();
  };
}
