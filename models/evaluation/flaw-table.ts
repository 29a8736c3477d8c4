/** What each flaw of a recording costs, as Markdown. */
import { delayText, recallText } from './detection-tables';
import type { Figures } from './figures';
import { markdownTable, whole } from './markdown-table';

export interface FlawResult {
  readonly name: string;
  readonly figures: Figures;
}

/** One row for each flaw. */
export function flawTable(results: readonly FlawResult[]): string {
  const head = [
    'flaw',
    'sessions of 60 s or longer called mining',
    'seconds to an opinion: median, 95th percentile',
    'all sessions',
    'other connections',
    'called mining at any time',
    'suspicious',
  ];
  const rows = results.map(({ name, figures }) => [
    name,
    recallText(figures.longSessions),
    delayText(figures.rhythmSeconds),
    recallText(figures.sessions),
    whole(figures.others),
    whole(figures.alarmsEver),
    whole(figures.suspicions),
  ]);
  return markdownTable(head, rows);
}
