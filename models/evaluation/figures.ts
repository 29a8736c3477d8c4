/** The figures of a tally: what the tables and the JSON show. */
import { statedPrior } from './held-out';
import { reliabilityOf, type Reliability } from './calibration-figures';
import { countUpperBound, recallInterval, shareUpperBound } from './intervals';
import { quantile } from './quantile';
import { lengthsFrom, longSeconds, type Tally } from './tally';

/** Found of all, with the 95 % interval. */
export interface Recall {
  readonly found: number;
  readonly all: number;
  readonly low: number;
  readonly high: number;
}

/** Median and 95th percentile; null where fewer than that share have a value. */
export interface Delay {
  readonly cases: number;
  readonly median: number | null;
  readonly p95: number | null;
}

export interface Figures {
  readonly longSessions: Recall;
  readonly sessions: Recall;
  /** Sessions at least `suspicious`. */
  readonly longSuspected: Recall;
  readonly suspected: Recall;
  /** By how long sessions lasted, seconds; lengths that none has are left out. */
  readonly byLength: readonly {
    readonly from: number;
    /** Null for the last. */
    readonly to: number | null;
    readonly sessions: Recall;
    readonly suspected: Recall;
  }[];
  readonly others: number;
  /** Others that lasted and spoke long enough for the model to have an opinion. */
  readonly scoredOthers: number;
  readonly alarms: number;
  readonly alarmsEver: number;
  readonly suspicions: number;
  /** Others called `mining` at any time, per 100,000, and the 95 % upper bound. */
  readonly alarmsPer100k: number;
  readonly alarmsPer100kAtMost: number;
  /** By the time local hosts were watched; null where that is unknown. */
  readonly hostWeeks: number | null;
  readonly alarmsPerHostWeek: number | null;
  readonly alarmsPerHostWeekAtMost: number | null;
  /** Packets from the first payload to the first word of a mining protocol, of the sessions that have any. */
  readonly evidencePackets: Delay;
  /** Seconds until the model alone says `mining`, of all long sessions: one that is never named counts as later than all. */
  readonly rhythmSeconds: Delay;
  /** Miners that were refused or left at once, and how many of them were called `mining`. */
  readonly aside: { readonly all: number; readonly found: number };
  /** At the prior the product states, and with both classes alike; null where one is missing. */
  readonly stated: Reliability | null;
  readonly balanced: Reliability | null;
}

const weekSeconds = 7 * 24 * 3600;

/** `hostSeconds`: how long local hosts were watched, 0 if that means nothing. */
export function figuresOf(tally: Tally, hostSeconds = 0): Figures {
  const recall = (found: number, all: number): Recall => ({ found, all, ...recallInterval(found, all) });
  const { sessionsByLength, foundByLength, suspectedByLength } = tally;
  const longSessions = countFrom(longSeconds, sessionsByLength);
  const hostWeeks = hostSeconds > 0 ? hostSeconds / weekSeconds : null;
  return {
    longSessions: recall(countFrom(longSeconds, foundByLength), longSessions),
    sessions: recall(countFrom(0, foundByLength), tally.sessions),
    longSuspected: recall(countFrom(longSeconds, suspectedByLength), longSessions),
    suspected: recall(countFrom(0, suspectedByLength), tally.sessions),
    byLength: lengthsFrom.flatMap((from, at) => {
      const { [from]: all = 0 } = sessionsByLength;
      const { [from]: found = 0 } = foundByLength;
      const { [from]: suspected = 0 } = suspectedByLength;
      const to = lengthsFrom[at + 1] ?? null;
      return all === 0 ? [] : [{ from, to, sessions: recall(found, all), suspected: recall(suspected, all) }];
    }),
    others: tally.others,
    scoredOthers: tally.scoredOthers,
    alarms: tally.alarms,
    alarmsEver: tally.alarmsEver,
    suspicions: tally.suspicions,
    alarmsPer100k: tally.others === 0 ? 0 : (1e5 * tally.alarmsEver) / tally.others,
    alarmsPer100kAtMost: 1e5 * shareUpperBound(tally.alarmsEver, tally.others),
    hostWeeks,
    alarmsPerHostWeek: hostWeeks && tally.alarmsEver / hostWeeks,
    alarmsPerHostWeekAtMost: hostWeeks && countUpperBound(tally.alarmsEver) / hostWeeks,
    evidencePackets: delayOf(tally.evidencePacketsOfTalk, tally.evidencePacketsOfTalk.length),
    rhythmSeconds: delayOf(tally.rhythmSeconds, longSessions),
    aside: { all: tally.aside, found: tally.asideFound },
    stated: reliabilityOf(tally, statedPrior),
    balanced: reliabilityOf(tally, 0.5),
  };
}

/** Sessions of these lengths that lasted at least `seconds`. */
function countFrom(seconds: number, byLength: Tally['sessionsByLength']): number {
  return Object.entries(byLength).reduce((sum, [from, counted]) => (Number(from) >= seconds ? sum + counted : sum), 0);
}

function delayOf(values: readonly number[], cases: number): Delay {
  return { cases, median: quantile(values, 0.5, cases), p95: quantile(values, 0.95, cases) };
}
