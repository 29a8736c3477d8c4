import type { Sample } from './sample';

/**
 * A name that tells what is in a cluster: `XMRig 2.4-2.8 (Linux)`; `CoinMiner 2020-11-06` where no version is known, and
 * the beginning of a digest where there is no date either. Only the samples of the family count.
 */
export function nameCluster(family: string, all: readonly Sample[]): string {
  const samples = all.filter((sample) => sample.family === family);
  const versions = [...new Set(samples.flatMap(({ version }) => version ?? []))].sort(compareVersions);
  const dates = samples.flatMap(({ firstSeen }) => firstSeen ?? []).sort();
  const platforms = [...new Set(samples.flatMap(({ platform }) => platform ?? []))].sort();
  const distinction = versions.length > 0 ? nameRange(versions) : (dates.at(0) ?? samples[0].digest.slice(2, 10));
  return [family, distinction, ...(platforms.length > 0 ? [`(${platforms.join(', ')})`] : [])].join(' ');
}

/** Gives each name once: `#2`, `#3` and so on are appended to names that are taken or were given already. */
export function createDistinguisher(taken: readonly string[] = []): (name: string) => string {
  const given = new Set(taken);
  const numbers = new Map<string, number>();
  return (name) => {
    let number = numbers.get(name) ?? 1;
    let distinct = name;
    for (; given.has(distinct); distinct = `${name} #${number}`) number++;
    numbers.set(name, number);
    given.add(distinct);
    return distinct;
  };
}

/** By their numbers from left to right; of equal ones the shorter first. */
export function compareVersions(one: string, other: string): number {
  const [ones, others] = [one, other].map((version) => version.split(/[^0-9]+/).map(Number));
  for (let at = 0; at < Math.min(ones.length, others.length); at++)
    if (ones[at] !== others[at]) return ones[at] - others[at];
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

function nameRange(versions: readonly string[]): string {
  if (versions.length === 1) return versions[0];
  const [first, last] = [versions[0], versions[versions.length - 1]].map((version) =>
    version.split('.').slice(0, 2).join('.'),
  );
  return first === last ? first : `${first}-${last}`;
}
