/** How far a count can be trusted: exact 95 % intervals. */

/** Lowest and highest share that the count is compatible with, 95 % two-sided (Clopper and Pearson 1934). */
export function recallInterval(found: number, all: number): { low: number; high: number } {
  if (all === 0) return { low: 0, high: 1 };
  return {
    low: found === 0 ? 0 : inverseBeta(0.025, found, all - found + 1),
    high: found === all ? 1 : inverseBeta(0.975, found + 1, all - found),
  };
}

/** Highest share that `count` alarms in `all` connections are compatible with, 95 % one-sided: 3 / all for none. */
export function shareUpperBound(count: number, all: number): number {
  if (all === 0 || count >= all) return 1;
  return inverseBeta(0.95, count + 1, all - count);
}

/** Highest mean that a Poisson count is compatible with, 95 % one-sided: 3 for none. */
export function countUpperBound(count: number): number {
  const sumUpTo = (mean: number): number => {
    let term = Math.exp(-mean);
    let sum = term;
    for (let at = 1; at <= count; at++) {
      term *= mean / at;
      sum += term;
    }
    return sum;
  };
  return bisect((mean) => 0.05 - sumUpTo(mean), 0, count + 10 + 6 * Math.sqrt(count + 1));
}

/** The x with I_x(a, b) = `share`. */
function inverseBeta(share: number, a: number, b: number): number {
  return bisect((x) => incompleteBeta(x, a, b) - share, 0, 1);
}

/** Where a rising function crosses 0. */
function bisect(of: (x: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (of(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz; DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const tiny = 1e-300;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-13) break;
  }
  return front * fraction;

  function notZero(value: number): number {
    return Math.abs(value) < tiny ? tiny : value;
  }
}

/** ln Gamma(x) for x > 0: Stirling's series above 8, the recurrence below (DLMF 5.11.1). */
function logGamma(x: number): number {
  if (x < 8) return logGamma(x + 1) - Math.log(x);
  const square = 1 / (x * x);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series;
}
