/** From accepted shares to a hash rate with its uncertainty. */

/** Hashes a second, and between what it lies with 95 %. */
export interface HashRate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Each tail of the interval. */
const tail = 0.025;
/** Beyond this many shares the normal distribution is near enough. */
const manyShares = 500;
const normalQuantile = 1.959964;

/**
 * Shares are found at random, at a steady rate on average (a Poisson process): `work` hashes were handed in as `shares`
 * shares within `seconds`. Without a share only the upper end tells something: `nextWork` is what one would have taken.
 * null where nothing can be said.
 */
export function estimateHashRate(work: number, shares: number, seconds: number, nextWork: number): HashRate | null {
  const perShare = shares > 0 ? work / shares : nextWork;
  if (!(seconds > 0) || !(perShare > 0) || !Number.isFinite(perShare)) return null;
  const { low, high } = poissonInterval(shares);
  const scale = perShare / seconds;
  return { estimate: shares * scale, low: low * scale, high: high * scale };
}

/** The exact (Garwood) 95 % interval for the mean of a Poisson distribution of which `count` was drawn. */
export function poissonInterval(count: number): { low: number; high: number } {
  if (count > manyShares) {
    const spread = normalQuantile * Math.sqrt(count);
    return { low: count - spread, high: count + spread };
  }
  const high = solve((mean) => lowerTail(count, mean) - tail, count, 2 * count + 20);
  const low = count === 0 ? 0 : solve((mean) => lowerTail(count - 1, mean) - (1 - tail), 0, count);
  return { low, high };
}

/** Probability of at most `count` at this mean. */
function lowerTail(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let at = 1; at <= count; at++) {
    term *= mean / at;
    sum += term;
  }
  return sum;
}

/** Where a falling function crosses zero. */
function solve(falling: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
