/** Recall under each adversary, as Markdown. */
import type { Adversary } from './adversaries';
import type { Delay, Recall } from './figures';
import { recallInterval } from './intervals';
import { markdownTable, percent } from './markdown-table';
import type { JudgedMiner } from './miner';
import { quantile } from './quantile';
import { delayText, recallText } from './detection-tables';

export interface AdversaryResult {
  readonly adversary: Adversary;
  readonly miners: readonly JudgedMiner[];
}

/** Figures of one adversary. */
export interface AdversaryFigures {
  readonly name: string;
  readonly mining: Recall;
  readonly suspected: Recall;
  readonly rhythmSeconds: Delay;
}

export function adversaryFigures({ adversary, miners }: AdversaryResult): AdversaryFigures {
  const all = miners.length;
  const recall = (found: number): Recall => ({ found, all, ...recallInterval(found, all) });
  const countOf = (...verdicts: string[]): number =>
    miners.filter(({ opinion }) => verdicts.includes(opinion.verdict)).length;
  const seconds = miners.flatMap(({ opinion }) => opinion.rhythmSeconds ?? []);
  return {
    name: adversary.name,
    mining: recall(countOf('mining')),
    suspected: recall(countOf('mining', 'suspicious')),
    rhythmSeconds: { cases: all, median: quantile(seconds, 0.5, all), p95: quantile(seconds, 0.95, all) },
  };
}

/** One row for each adversary. */
export function adversaryTable(results: readonly AdversaryResult[]): string {
  const head = ['disguise', 'called mining', 'at least suspicious', 'seconds to an opinion: median, 95th percentile'];
  const rows = results.map((result) => {
    const figures = adversaryFigures(result);
    const { name, mining, suspected, rhythmSeconds } = figures;
    return [name, recallText(mining), recallText(suspected), delayText(rhythmSeconds)];
  });
  return markdownTable(head, rows);
}

/** One row for each kind of miner, one column for each adversary: share called mining. */
export function adversaryTableByKind(results: readonly AdversaryResult[]): string {
  const kinds = [...new Set(results.flatMap(({ miners }) => miners.map(({ kind }) => kind)))].sort();
  const rows = kinds.map((kind) => [
    kind,
    String(results[0].miners.filter((miner) => miner.kind === kind).length),
    ...results.map(({ miners }) => {
      const own = miners.filter((miner) => miner.kind === kind);
      return percent(own.filter(({ opinion }) => opinion.verdict === 'mining').length / own.length);
    }),
  ]);
  return markdownTable(['kind', 'miners', ...results.map(({ adversary }) => adversary.name)], rows);
}
