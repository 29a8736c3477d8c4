/** Puts the figures of a training run into its model card, between the markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { GroupScore } from './score-data';

const begin = '<!-- figures: start -->';
const end = '<!-- figures: end -->';

/** Rewrites the table of `card` from leave-one-source-out scores; `command` is what made them. */
export function writeFigures(card: string, command: string, scores: Readonly<Record<string, GroupScore>>): void {
  const text = readFileSync(card, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${card} has no markers for figures.`);
  const rows = Object.entries(scores).map(([source, score]) => {
    const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${part} of ${whole}`);
    return [
      source,
      share(score.foundLong, score.miningLong),
      share(score.found, score.mining),
      share(score.suspected, score.mining),
      share(score.falseAlarms, score.others),
      share(score.falseAlarmsEver, score.others),
      share(score.falseSuspicions, score.others),
    ];
  });
  const head = [
    'left-out source',
    'sessions ≥ 60 s called mining',
    'all sessions called mining',
    'at least suspicious',
    'others called mining at the end',
    'at any time',
    'others suspicious',
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  writeFileSync(
    card,
    `${text.slice(0, from)}${begin}\n\n\`${command}\`\n\n${table}\n\nCounted are connections long enough to be judged.\n\n${text.slice(to)}`,
  );
}
