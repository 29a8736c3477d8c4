/** Measures rules on what they have not seen. */
import { readDigest } from '../../main/similarity/clusters/read-digest';
import type { NamedDigest } from '../../main/similarity/clusters/calibrate-clusters';
import { makeClusterFile } from './make-cluster-file';
import type { MatchingRule } from './matching-rules';
import type { TlshData } from './tlsh-data';

const folds = 5;

/** A count per rule, in the order of the rules. */
export type Counts = readonly number[];

/** How many builds each rule finds when it knows nothing of their builder. */
export function countFoundBuilds(data: TlshData, rules: readonly MatchingRule[]): Counts {
  const builders = [...new Set(data.builds.map(({ builder }) => builder))];
  return add(
    builders.map((builder) => {
      const known = { ...data, builds: data.builds.filter((build) => build.builder !== builder) };
      const aside = data.builds.filter((build) => build.builder === builder);
      return countMatches(
        known,
        rules,
        aside.map(({ digest }) => readDigest(digest)),
      );
    }),
  );
}

/**
 * How many of the harmless files, and of the other malware, each rule calls a match when it has seen only four fifths of
 * them. A fifth holds neighbours by name: what comes from one package or is of one family stays together as far as it goes.
 */
export function countFalseMatches(
  data: TlshData,
  rules: readonly MatchingRule[],
): { readonly harmless: Counts; readonly otherMalware: Counts } {
  const counted = (kind: 'harmless' | 'otherMalware') =>
    add(
      Array.from({ length: folds }, (_, fold) => {
        const { kept, aside } = keepAside(data[kind], fold);
        return countMatches(
          { ...data, [kind]: kept },
          rules,
          aside.map(({ digest }) => digest),
        );
      }),
    );
  return { harmless: counted('harmless'), otherMalware: counted('otherMalware') };
}

/** How many digests each rule calls a match. */
export function countMatches(
  data: TlshData,
  rules: readonly MatchingRule[],
  digests: readonly NamedDigest['digest'][],
): Counts {
  const file = makeClusterFile(data);
  return rules.map((rule) => digests.filter(rule.prepare(data, file)).length);
}

function keepAside(all: readonly NamedDigest[], fold: number) {
  const sorted = [...all].sort((one, other) => (one.name < other.name ? -1 : 1));
  const from = Math.floor((sorted.length * fold) / folds);
  const to = Math.floor((sorted.length * (fold + 1)) / folds);
  return { kept: [...sorted.slice(0, from), ...sorted.slice(to)], aside: sorted.slice(from, to) };
}

function add(counts: readonly Counts[]): number[] {
  return counts[0].map((_, rule) => counts.reduce((sum, each) => sum + each[rule], 0));
}
