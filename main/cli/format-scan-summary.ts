/** What a scan gave in all, and what it left out. */
import type { SkippedFile } from '../../shared/similarity';
import { plural } from '../../shared/plural';
import type { ScanOutcome } from '../similarity/scan/scan-session';
import { formatBytes, formatCount } from './format-units';
import { printable, wrap } from './terminal';

type Ended = Extract<ScanOutcome, { kind: 'ended' }>;

/** What is scanned. */
export type ScanNoun = 'file' | 'program' | 'digest';

const namedPaths = 3;

/** Why a file is left out, in words. */
export const skippedWords: Record<SkippedFile['reason'], string> = {
  'no-permission': 'may not be read by this user',
  missing: 'not there (any more)',
  'special-file': 'no regular file (pipe, socket or device)',
  'symlink-loop': 'a link that leads to itself',
  symlink: 'a link, not followed',
  'virtual-filesystem': 'made up by the system, such as /proc',
  'changed-while-read': 'changed while it was read',
  'read-failed': 'could not be read',
  'archive-damaged': 'a damaged archive',
  'archive-too-large': 'an archive with too much in it',
  'archive-too-deep': 'archives too deep in each other',
  'archive-encrypted': 'encrypted in its archive',
  'archive-unsupported': 'packed in a way that is not read here',
};

/** A sentence on what was found, one on what that was compared with, and a line for each reason to leave a file out. */
export function formatScanSummary(outcome: Ended, noun: ScanNoun): string {
  const { summary, clusters } = outcome;
  const { files, bytes, veryClose, match, possible, none, notAssessable, isPartial } = summary;
  const found = veryClose + match;
  const scanned = `${plural(files, noun)}${bytes > 0 ? ` (${formatBytes(bytes)})` : ''}`;
  const verdict =
    found > 0 ? `Near to known miners: ${formatCount(found)} of ${scanned}` : `No known miner in ${scanned}`;
  const counts = Object.entries({ 'very close': veryClose, match, possible, none, 'not assessable': notAssessable })
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${formatCount(count)} ${word}`);
  const compared = `Compared with ${plural(clusters.clusters, 'cluster')}; where nothing else is said, a match is a distance of at most ${clusters.threshold}.`;
  const lines = [
    wrap(
      '',
      `${verdict}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}.${isPartial ? ' Not all were looked at.' : ''}`,
    ),
    wrap('', compared),
    ...describeSkipped(outcome).map((text) => wrap('', text)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A sentence for each reason to leave a file out. */
export function describeSkipped({ summary, skipped }: Ended): string[] {
  return Object.entries(summary.skippedBy).map(([reason, count]) => {
    const named = skipped.filter((each) => each.reason === reason);
    return describeLeftOut(skippedWords[reason as SkippedFile['reason']], named, count);
  });
}

/** A sentence on `count` files that were left out for a reason, of which some are named. */
export function describeLeftOut(reason: string, named: readonly { readonly path: string }[], count: number): string {
  const names = named.map(({ path }) => path);
  const shown = names.slice(0, namedPaths).join(', ');
  const more = count > namedPaths ? ` and ${formatCount(count - namedPaths)} more` : '';
  return `Left out, ${reason}: ${printable(shown)}${more}`;
}
