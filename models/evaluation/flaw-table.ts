/** What each flaw of a recording costs, as Markdown. */
import { recallText } from './detection-tables';
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
    'all sessions',
    'other connections',
    'called mining at any time',
    'suspicious',
  ];
  const rows = results.map(({ name, figures }) => [
    name,
    recallText(figures.longSessions),
    recallText(figures.sessions),
    whole(figures.others),
    whole(figures.alarmsEver),
    whole(figures.suspicions),
  ]);
  return markdownTable(head, rows);
}
