/** When a miner finds shares and when blocks are found: the clockwork that all mining protocols share. */
import type { Random } from '../random';

/** How a pool sets difficulty, as what the miner makes of it: the mean time between its shares. */
export interface ShareRate {
  /** Before the pool has adjusted. */
  readonly firstMeanMs: number;
  readonly targetMeanMs: number;
  /** The pool adjusts this often, or null: fixed difficulty. */
  readonly retargetMs: number | null;
}

/**
 * Draws a share rate. Pools aim at a share each 5 to 60 s; fixed difficulty with a slow device means minutes to hours between
 * shares, with a farm several a second.
 */
export function drawShareRate(random: Random): ShareRate {
  const isAdjusted = random.chance(0.6);
  if (!isAdjusted) {
    const mean = random.pickWeighted([
      [random.logBetween(1500, 10_000), 20],
      [random.logBetween(10_000, 60_000), 40],
      [random.logBetween(60_000, 600_000), 28],
      [random.logBetween(600_000, 7_200_000), 12],
    ]);
    return { firstMeanMs: mean, targetMeanMs: mean, retargetMs: null };
  }
  const target = random.logBetween(5000, 75_000);
  return {
    firstMeanMs: target * random.logBetween(0.1, 20),
    targetMeanMs: target,
    retargetMs: random.logBetween(20_000, 240_000),
  };
}

/** When a pool sends new work. */
export interface JobRhythm {
  /** Mean time between blocks of the chain, ms. */
  readonly blockMs: number;
  /** New work at the latest this long after the last, or null: on blocks alone. */
  readonly refreshMs: number | null;
  /** The refresh clock begins anew with each block. */
  readonly isRestartedByBlock: boolean;
  /** Spread of the refresh, as a share of it. */
  readonly wobble: number;
  /** Chance that a block brings a second job within seconds (first an empty template, then a full one). */
  readonly doubleRate: number;
}

export function drawJobRhythm(
  random: Random,
  blockMs: number,
  refreshRangeMs: readonly [number, number],
  refreshRate: number,
): JobRhythm {
  return {
    blockMs,
    refreshMs: random.chance(refreshRate) ? random.logBetween(refreshRangeMs[0], refreshRangeMs[1]) : null,
    isRestartedByBlock: random.chance(0.6),
    wobble: random.pick([0.001, 0.003, 0.01, 0.05, 0.2]),
    doubleRate: random.chance(0.3) ? random.between(0.2, 1) : 0,
  };
}

export interface JobTime {
  readonly atMs: number;
  readonly isNewBlock: boolean;
}

/** Times at which new work arrives in a conversation of `durationMs`, the first job not included. */
export function drawJobTimes(random: Random, rhythm: JobRhythm, durationMs: number): JobTime[] {
  const times: JobTime[] = [];
  let block = random.exponential(rhythm.blockMs);
  let refresh =
    rhythm.refreshMs === null ? Infinity : rhythm.refreshMs * (rhythm.isRestartedByBlock ? 1 : random.unit());
  while (Math.min(block, refresh) < durationMs) {
    const next = (): number => (rhythm.refreshMs === null ? Infinity : random.about(rhythm.refreshMs, rhythm.wobble));
    if (block <= refresh) {
      times.push({ atMs: block, isNewBlock: true });
      if (random.chance(rhythm.doubleRate))
        times.push({ atMs: block + random.logBetween(100, 4000), isNewBlock: false });
      if (rhythm.isRestartedByBlock) refresh = block + next();
      block += random.exponential(rhythm.blockMs);
    } else {
      times.push({ atMs: refresh, isNewBlock: false });
      refresh += next();
    }
  }
  return times;
}
