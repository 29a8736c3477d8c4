/** Logarithms of sizes below this are looked up: they are most of what a verdict costs. */
export const tabulatedBytes = 8192;
const logSizes = Float64Array.from({ length: tabulatedBytes }, (_, size) => Math.log1p(size));

/** ln(1 + size), size in bytes, a whole number. */
export function logOfSize(size: number): number {
  return size < tabulatedBytes ? logSizes[size | 0] : Math.log1p(size);
}
