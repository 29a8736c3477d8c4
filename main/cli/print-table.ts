/** `analyze --format table`: what was found and why, for people. */
import {
  defaultTableRisk,
  formatAdvice,
  formatAnalysis,
  formatNothingFound,
  formatTotals,
  nameOf,
} from './format-table';
import type { Printer } from './printer';

/** `minRisk` null: what is worth a look. An input among several in which nothing is, gets one line. */
export function createTablePrinter(hasSeveral: boolean, minRisk: number | null): Printer {
  const found: { name: string; mining: number; suspicious: number }[] = [];
  const shownRisk = minRisk ?? defaultTableRisk;
  let listed = 0;
  let previous: 'none' | 'line' | 'block' = 'none';
  return {
    // The summary counts miners behind connections that mine, whether or not they are listed.
    minRisk: Math.min(shownRisk, defaultTableRisk),
    begin: () => '',
    *input(input) {
      if (input.kind !== 'read') return;
      const { analysis } = input;
      const { mining, suspicious } = analysis.summary;
      const shown = analysis.connections.filter(({ risk }) => risk >= shownRisk).length;
      listed += shown;
      if (mining + suspicious > 0) found.push({ name: nameOf(analysis), mining, suspicious });
      const isBlock = !hasSeveral || shown > 0;
      if (previous === 'block' || (isBlock && previous === 'line')) yield '\n';
      if (isBlock) yield* formatAnalysis(analysis, shownRisk);
      else yield formatNothingFound(analysis);
      previous = isBlock ? 'block' : 'line';
    },
    end: (totals) => {
      const advice = formatAdvice(listed, minRisk === null ? totals.connections - listed : 0);
      return hasSeveral ? `\n${formatTotals(totals, found)}${advice && `\n${advice}`}` : advice;
    },
  };
}
