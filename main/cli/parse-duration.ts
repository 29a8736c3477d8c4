import { InvalidArgumentError } from 'commander';

/** Milliseconds of a time such as `60s`, `10m` or `2h`; seconds without a unit. Throws what commander reports as wrong usage. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match?.[2] ?? 's'] ?? 0;
  const duration = Number(match?.[1]) * milliseconds;
  if (!(duration > 0)) throw new InvalidArgumentError('Write it like 60s, 10m or 2h.');
  return Math.round(Math.min(duration, 2 ** 31 - 1));
}
