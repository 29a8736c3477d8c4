/** Puts the figures of a training run into its model cards, between the markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { GroupScore } from './score-data';

const begin = '<!-- figures: start -->';
const end = '<!-- figures: end -->';

const wordings = {
  en: {
    head: [
      'left-out source',
      'sessions ≥ 60 s called mining',
      'all sessions called mining',
      'at least suspicious',
      'others called mining at the end',
      'at any time',
      'others suspicious',
    ],
    share: (part: number, whole: number) => `${part} of ${whole}`,
    note: 'Counted are connections long enough to be judged.',
  },
  ja: {
    head: [
      '除外したデータ源',
      '60秒以上のセッションの検知',
      '全セッションの検知',
      '「疑わしい」以上',
      '他の接続の誤検知（終了時）',
      '途中を含む誤検知',
      '他の接続の「疑わしい」',
    ],
    share: (part: number, whole: number) => `${whole}件中${part}件`,
    note: '判定できる長さのある接続だけを数えています。',
  },
} as const;

/** Rewrites the table of `card` from leave-one-source-out scores; `command` is what made them. */
export function writeFigures(
  card: string,
  language: keyof typeof wordings,
  command: string,
  scores: Readonly<Record<string, GroupScore>>,
): void {
  const text = readFileSync(card, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${card} has no markers for figures.`);
  const { head, share, note } = wordings[language];
  const shareOrNone = (part: number, whole: number): string => (whole === 0 ? '–' : share(part, whole));
  const rows = Object.entries(scores).map(([source, score]) => [
    source,
    shareOrNone(score.foundLong, score.miningLong),
    shareOrNone(score.found, score.mining),
    shareOrNone(score.suspected, score.mining),
    shareOrNone(score.falseAlarms, score.others),
    shareOrNone(score.falseAlarmsEver, score.others),
    shareOrNone(score.falseSuspicions, score.others),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  writeFileSync(card, `${text.slice(0, from)}${begin}\n\n\`${command}\`\n\n${table}\n\n${note}\n\n${text.slice(to)}`);
}
