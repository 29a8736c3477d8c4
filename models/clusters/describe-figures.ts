import { recallInterval, shareUpperBound } from '../evaluation/intervals';
import { markdownTable, percent, whole } from '../evaluation/markdown-table';
import { ownRule, plainRule, type MatchingRule } from './matching-rules';
import type { Counts } from './measure-rules';
import type { HarmlessFiles } from './scan-harmless';
import type { TlshData } from './tlsh-data';

export interface ClusterFigures {
  readonly data: TlshData;
  readonly rules: readonly MatchingRule[];
  readonly found: Counts;
  readonly harmless: Counts;
  readonly otherMalware: Counts;
  readonly scanned: (HarmlessFiles & { readonly counts: Counts }) | null;
}

/** The figures as Markdown. */
export function describeFigures({ data, rules, found, harmless, otherMalware, scanned }: ClusterFigures): string {
  const { builds } = data;
  const builders = new Set(builds.map(({ builder }) => builder)).size;
  const head = [
    'rule',
    `builds found, of ${builds.length}`,
    `harmless, of ${whole(data.harmless.length)}`,
    ...(scanned ? [`harmless kept aside, of ${whole(scanned.files.length)}`] : []),
    `other malware, of ${whole(data.otherMalware.length)}`,
  ];
  const table = markdownTable(
    head,
    rules.map(({ name, takesTraits }, at) => [
      name,
      String(found[at]),
      takesTraits ? '–' : String(harmless[at]),
      ...(scanned ? [String(takesTraits ? scanned.matches.length : scanned.counts[at])] : []),
      takesTraits ? '–' : String(otherMalware[at]),
    ]),
  );
  const [plain, own] = [plainRule, ownRule].map((rule) => found[rules.indexOf(rule)]);
  const { low, high } = recallInterval(own, builds.length);
  const ownAt = rules.indexOf(ownRule);
  return [
    table,
    '',
    `The ${builds.length} builds come from ${builders} builders; each is looked for with its builder's other builds ` +
      `taken out of the clusters. Kanaria finds ${own}, plain TLSH at 50 finds ${plain}: ` +
      `${plain === 0 ? 'no ratio' : `${(own / plain).toFixed(1)} times as many`}. So few say little: ` +
      `95 % interval ${percent(low)} to ${percent(high)}.`,
    '',
    describeFalse('harmless files of the data, in five parts', harmless[ownAt], data.harmless.length),
    ...(scanned ? ['', describeScanned(scanned, scanned.counts[ownAt])] : []),
  ].join('\n');
}

function describeFalse(what: string, count: number, all: number): string {
  const bound = percent(shareUpperBound(count, all));
  return `Of ${whole(all)} ${what}, ${count} match: the true share is below ${bound} (95 %, if files were independent).`;
}

function describeScanned({ files, matches, possible }: HarmlessFiles, count: number): string {
  const named = matches.slice(0, 5).map(({ path }) => `\`${path ?? ''}\``);
  return (
    `${describeFalse('harmless executables kept aside', count, files.length)} A whole scan, which reads traits and ` +
    `overlays too, calls ${matches.length} of them a match${named.length > 0 ? ` (${named.join(', ')})` : ''} and ` +
    `${possible} possible.`
  );
}
