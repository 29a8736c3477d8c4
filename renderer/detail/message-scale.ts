/** The size axis of the message plot: signed square root, so that 50 bytes stay visible beside 5,000. */
export function compressSize(bytes: number): number {
  return Math.sign(bytes) * Math.sqrt(Math.abs(bytes));
}

/** The inverse of `compressSize`. */
export function expandSize(compressed: number): number {
  return Math.sign(compressed) * compressed * compressed;
}

const roundSizes = [
  50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
];

/** Round sizes in bytes for the axis from `lowest` (not above 0) to `highest` (not below 0), at most about `count`. */
export function chooseSizeTicks(lowest: number, highest: number, count: number): number[] {
  const span = compressSize(highest) - compressSize(lowest);
  const leastGap = span / Math.max(1, count);
  const ticks = [0];
  for (const [end, sign] of [
    [highest, 1],
    [-lowest, -1],
  ]) {
    let previous = 0;
    for (const size of roundSizes) {
      if (size > end) break;
      if (compressSize(size) - compressSize(previous) < leastGap) continue;
      ticks.push(sign * size);
      previous = size;
    }
  }
  return ticks.sort((a, b) => a - b);
}
