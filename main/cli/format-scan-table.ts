/** `scan --format table`: what is near to known miners, and why, for people. */
import type { Assessment, NearestCluster, ScannedFile } from '../../shared/similarity';
import { formatBytes } from './format-units';
import { formatScanSummary, type ScanNoun } from './format-scan-summary';
import type { ScanPrinter } from './scan-printer';
import { hasColours, paint, printable, wrap } from './terminal';

/** The order of the table, and what is listed without `--all`. */
const ranks: readonly Assessment[] = ['very-close', 'match', 'possible', 'none', 'not-assessable'];
const listedRanks = 3;
const shownClusters = 3;
const shownProcesses = 5;

const words: Record<Assessment, string> = {
  'very-close': 'VERY CLOSE',
  match: 'MATCH',
  possible: 'POSSIBLE',
  none: 'none',
  'not-assessable': 'not assessable',
};

const formats = { elf: 'ELF', pe: 'PE', 'mach-o': 'Mach-O', script: 'script', other: 'no executable' } as const;

/** The findings first, the nearest before the others; with `isAll` then every other file on a line of its own. */
export function createScanTable(isAll: boolean, noun: ScanNoun): ScanPrinter {
  const near: ScannedFile[] = [];
  const others: string[] = [];
  return {
    begin: () => {},
    file: (file) => {
      if (rankOf(file) < listedRanks) near.push(file);
      else if (isAll) others.push(formatLine(file));
      return '';
    },
    *end(outcome) {
      near.sort((a, b) => rankOf(a) - rankOf(b) || distanceOf(a) - distanceOf(b));
      for (const file of near) yield `${formatFinding(file, outcome.clusters.threshold)}\n`;
      yield* others;
      if (others.length > 0) yield '\n';
      yield formatScanSummary(outcome, noun);
    },
  };
}

function formatFinding(file: ScannedFile, threshold: number): string {
  const { assessment, size, format, processes = [] } = file;
  const verdict = assessment === 'possible' ? 'suspicious' : 'mining';
  const word = paint(words[assessment].padEnd(10), verdict, hasColours(process.stdout));
  const facts = [format === null ? '' : formats[format], size === null ? '' : formatBytes(size)].filter(Boolean);
  const lines = [`${word}  ${nameOf(file)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`];
  for (const text of file.why) lines.push(wrap('  ', printable(text)));
  for (const cluster of file.nearest.slice(0, shownClusters)) lines.push(wrap('  ', formatNearest(cluster, threshold)));
  if (processes.length > 0) {
    const shown = processes.slice(0, shownProcesses).map(({ pid, name }) => `${pid} ${name}`);
    const more = processes.length > shownProcesses ? [`${processes.length - shownProcesses} more`] : [];
    lines.push(wrap('  ', `run by ${printable([...shown, ...more].join(', '))}`));
  }
  if (file.sha256 !== null) lines.push(`  SHA-256 ${file.sha256}`);
  if (file.tlsh !== null) lines.push(`  TLSH ${file.tlsh}`);
  return `${lines.join('\n')}\n`;
}

/** Such as `distance 12 (9 without length) to xmrig-4, XMRig; nearest member: XMRig 6.15.1 at 8; matches up to 34`. */
function formatNearest(near: NearestCluster, threshold: number): string {
  const { cluster, family, distance, distanceWithoutLength, member, limit = threshold } = near;
  const lengths = distance === distanceWithoutLength ? '' : ` (${distanceWithoutLength} without length)`;
  const called = member === null ? '' : [member.name, member.version].filter(Boolean).join(' ');
  const nearest = member === null ? '' : `; nearest member: ${called} at ${member.distance}`;
  const matching = limit === threshold ? '' : `; matches up to ${limit}`;
  return printable(`distance ${distance}${lengths} to ${cluster}, ${family}${nearest}${matching}`);
}

function formatLine(file: ScannedFile): string {
  const [first] = file.nearest;
  const what = file.assessment === 'none' && first ? `nearest ${first.distance}, ${first.family}` : (file.why[0] ?? '');
  return `${words[file.assessment].padEnd(14)}  ${nameOf(file)}${what === '' ? '' : `  ${printable(what)}`}\n`;
}

function nameOf({ path, tlsh, isDeleted }: ScannedFile): string {
  return printable(path ?? tlsh ?? 'no label') + (isDeleted ? ' (deleted since it was started)' : '');
}

function rankOf({ assessment }: ScannedFile): number {
  return ranks.indexOf(assessment);
}

function distanceOf({ nearest }: ScannedFile): number {
  return nearest[0]?.distance ?? Infinity;
}
