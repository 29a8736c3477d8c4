/**
 * The value that `share` (0..1) of `total` cases do not exceed, when the cases without a value are worse than all of
 * `values`; null where it lies among those.
 */
export function quantile(values: readonly number[], share: number, total = values.length): number | null {
  if (total === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * total) - 1)] ?? null;
}
