import type { Random } from '../../generator/random';
import type { Visit } from './conversation';
import { runMs, type LabOptions } from './lab-options';

export interface VisitWishes {
  /** Chance that the server cuts the client off every few minutes and the client comes back. */
  readonly seriesRate: number;
  readonly mostMs: number;
  /** Stream of the first visit; the others follow it. */
  readonly stream: number;
}

/** When a client is there: half of them stay to the end of the run, some come for a while, some again and again. */
export function drawVisits(random: Random, options: LabOptions, wishes: VisitWishes): Visit[] {
  const wholeMs = runMs(options);
  const leastMs = Math.min(30_000, wholeMs / 3);
  if (random.chance(wishes.seriesRate)) return drawSeries(random, wholeMs, leastMs, wishes.stream);
  const stays = random.chance(0.5);
  const mostMs = Math.max(leastMs, Math.min(wholeMs, wishes.mostMs));
  const startMs = stays ? random.between(0, wholeMs * 0.2) : 0;
  const durationMs = stays ? Math.min(mostMs, wholeMs - startMs) : random.logBetween(leastMs, mostMs);
  return [
    {
      startMs: stays ? startMs : random.between(0, wholeMs - durationMs),
      durationMs,
      ending: null,
      stream: wishes.stream,
    },
  ];
}

function drawSeries(random: Random, wholeMs: number, leastMs: number, stream: number): Visit[] {
  const everyMs = random.logBetween(leastMs, Math.max(leastMs, wholeMs / 2));
  const pauseMs = random.logBetween(500, 20_000);
  const visits: Visit[] = [];
  for (let startMs = random.between(0, wholeMs / 4); startMs + leastMs < wholeMs && visits.length < 8;) {
    const durationMs = Math.min(random.about(everyMs, 0.01), wholeMs - startMs);
    visits.push({ startMs, durationMs, ending: 'server-fin', stream: stream + visits.length });
    startMs += durationMs + random.about(pauseMs, 0.1) + 1000;
  }
  return visits;
}
