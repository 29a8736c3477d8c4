import type { NetworkInterface } from '../../shared/contract';

/** Those of the chosen interfaces that are there; one that is back is chosen again. The best one where nothing was chosen. */
export function findSelected(
  interfaces: readonly NetworkInterface[],
  chosen: ReadonlySet<string> | null,
): ReadonlySet<string> {
  if (chosen !== null) return new Set(interfaces.map((entry) => entry.name).filter((name) => chosen.has(name)));
  const best = interfaces.find((entry) => entry.isDefault) ?? interfaces.find((entry) => entry.isUp);
  return new Set(best === undefined ? [] : [best.name]);
}
