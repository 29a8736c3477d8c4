/**
 * Protocols whose rhythm and sizes are known and whose content does not matter here: what is said at the start, and what either
 * side says again and again. Sizes are those of application messages, bytes, as documented or seen; what lies between two numbers
 * is drawn once for each program and its server.
 */
import type { ModelMaker } from '../../model';
import type { Random } from '../../random';
import { practise, sizesAround, type Exchange, type Habit, type Size } from '../habits';

/** From, to; one number stands for itself. */
type Range = number | readonly [number, number];

/** What one side says, by default by the clock and always as long. */
interface Said {
  readonly isUp: boolean;
  /** Seconds from one to the next. */
  readonly every: Range;
  readonly bytes: Range;
  /** What the other side answers. */
  readonly answer?: Range;
  /** Seconds that the other side works for its answer; by default some milliseconds. */
  readonly takes?: Range;
  /** How much the sizes of one program differ, as a share. */
  readonly varies?: number;
  /** When nobody can foretell. */
  readonly isRandom?: boolean;
  /** Only after so long a silence. */
  readonly whenIdle?: boolean;
  /** Up to so many in a row. */
  readonly most?: number;
  /** Share of the programs that do it. */
  readonly chance?: number;
}

type More = Omit<Said, 'isUp' | 'every' | 'bytes'>;

export interface KnownProtocol {
  readonly kind: string;
  /** What carries it: nothing, often TLS, mostly TLS, or a WebSocket. */
  readonly carried: 'plain' | 'plain-or-tls' | 'mostly-tls' | 'socket';
  readonly weight: number;
  readonly make: ModelMaker;
}

/** A protocol; where the server speaks first, `greeting` is how long that is. */
export function known(
  kind: string,
  carried: KnownProtocol['carried'],
  weight: number,
  opening: readonly (readonly [Range, Range])[],
  said: readonly Said[],
  greeting: Range | null = null,
): KnownProtocol {
  const make: ModelMaker = (random) =>
    practise({
      greeting: greeting === null ? null : drawSize(greeting, 0, random),
      exchanges: opening.map((exchange) => drawExchange(exchange, random)),
      habits: said.filter(({ chance = 1 }) => random.chance(chance)).map((habit) => drawHabit(habit, random)),
      block: 1,
      rest: null,
    });
  return { kind, carried, weight, make };
}

/** The client asks, the server answers. */
export function asks(ask: Range, answer: Range): readonly [Range, Range] {
  return [ask, answer];
}

/** The client says it by the clock. */
export function up(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: true, every, bytes, ...more };
}

/** The server says it by the clock. */
export function down(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: false, every, bytes, ...more };
}

/** The client says it when something happens. */
export function tells(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: true, every, bytes, isRandom: true, varies: 0.1, ...more };
}

/** The server says it when something happens. */
export function told(every: Range, bytes: Range, more: More = {}): Said {
  return { isUp: false, every, bytes, isRandom: true, varies: 0.1, ...more };
}

/** Both say it by the clock. */
export function both(every: Range, bytes: Range, more: More = {}): readonly Said[] {
  return [up(every, bytes, more), down(every, bytes, more)];
}

function drawIn(range: Range, random: Random): number {
  return typeof range === 'number' ? range : random.logBetween(range[0], range[1]);
}

function drawSize(range: Range, varies: number, random: Random): Size {
  return sizesAround(Math.round(drawIn(range, random)), varies);
}

function drawExchange([ask, answer]: readonly [Range, Range], random: Random): Exchange {
  return {
    ask: drawSize(ask, 0, random),
    answer: drawSize(answer, 0, random),
    thinkMs: random.logBetween(1, 100),
    pauseMs: random.logBetween(0.1, 300),
  };
}

function drawHabit(said: Said, random: Random): Habit {
  const {
    isUp,
    every,
    bytes,
    answer,
    takes = [0.0005, 0.08],
    varies = 0,
    isRandom = false,
    whenIdle = false,
    most = 1,
  } = said;
  const everyMs = drawIn(every, random) * 1000;
  const wobble = random.pick([0.001, 0.005, 0.03]);
  return {
    isUp,
    waitMs: (draw) => (isRandom ? draw.exponential(everyMs) : draw.about(everyMs, wobble)),
    afterSilenceMs: whenIdle ? everyMs * 0.8 : 0,
    size: drawSize(bytes, varies, random),
    most,
    answerRate: answer === undefined ? 0 : 1,
    answerSize: drawSize(answer ?? 1, varies, random),
    answerMs: drawIn(takes, random) * 1000,
    isConfirmed: false,
  };
}
