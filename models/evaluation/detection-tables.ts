/** Tables of what was found and of who was falsely accused. */
import type { Line } from './evaluation';
import type { Delay, Figures, Recall } from './figures';
import { markdownTable, percent, short, whole } from './markdown-table';

/** Sessions found, and how soon. */
export function foundTable(lines: readonly Line[], nameOf: (line: Line) => string): string {
  const head = [
    'mining',
    'sessions',
    'of 60 s or longer called mining',
    'of all',
    'of 60 s or longer at least suspicious',
    'of all',
    'packets to evidence: median, 95th percentile',
    'seconds to an opinion from rhythm: median, 95th percentile',
  ];
  const rows = lines.map((line) => {
    const { figures, tally } = line;
    return [
      nameOf(line),
      whole(tally.sessions),
      recallText(figures.longSessions),
      recallText(figures.sessions),
      countText(figures.longSuspected),
      countText(figures.suspected),
      delayText(figures.evidencePackets),
      delayText(figures.rhythmSeconds),
    ];
  });
  return markdownTable(head, rows);
}

/** Sessions found by how long they lasted. */
export function lengthTable({ byLength }: Figures): string {
  const head = ['session lasted', 'sessions', 'called mining', 'at least suspicious'];
  const rows = byLength.map(({ from, to, sessions, suspected }) => [
    lengthText(from, to),
    whole(sessions.all),
    recallText(sessions),
    countText(suspected),
  ]);
  return markdownTable(head, rows);
}

function lengthText(from: number, to: number | null): string {
  if (from === 0) return `less than ${to} s`;
  return to === null ? `${from} s and longer` : `${from} to ${to} s`;
}

/** Others called mining; host-weeks are left out where hosts mean nothing. */
export function accusedTable(lines: readonly Line[], nameOf: (line: Line) => string, hasHosts: boolean): string {
  const head = [
    'not mining',
    'other connections',
    'long enough for an opinion',
    'called mining at the end',
    'at any time',
    'per 100,000 (at most)',
    'suspicious at the end',
    ...(hasHosts ? ['host-weeks', 'alarms per host-week (at most)'] : []),
  ];
  const rows = lines.map((line) => {
    const { figures } = line;
    return [
      nameOf(line),
      whole(figures.others),
      whole(figures.scoredOthers),
      whole(figures.alarms),
      whole(figures.alarmsEver),
      `${short(figures.alarmsPer100k)} (${short(figures.alarmsPer100kAtMost)})`,
      whole(figures.suspicions),
      ...(hasHosts ? [hostWeekText(figures.hostWeeks), alarmText(line)] : []),
    ];
  });
  return markdownTable(head, rows);
}

/** `9 of 10, 90.0 % (55.5 to 99.7 %)`. */
export function recallText(recall: Recall): string {
  if (recall.all === 0) return '–';
  const interval = `${(recall.low * 100).toFixed(1)} to ${percent(recall.high)}`;
  return `${countText(recall)}, ${percent(recall.found / recall.all)} (${interval})`;
}

function countText({ found, all }: Recall): string {
  return all === 0 ? '–' : `${whole(found)} of ${whole(all)}`;
}

export function delayText({ cases, median, p95 }: Delay): string {
  const text = (value: number | null): string => (value === null ? 'never' : short(value));
  return cases === 0 ? '–' : `${text(median)}, ${text(p95)}`;
}

function hostWeekText(hostWeeks: number | null): string {
  return hostWeeks === null ? '–' : short(hostWeeks);
}

function alarmText({ figures }: Line): string {
  const { alarmsPerHostWeek, alarmsPerHostWeekAtMost } = figures;
  if (alarmsPerHostWeek === null || alarmsPerHostWeekAtMost === null) return '–';
  return `${short(alarmsPerHostWeek)} (${short(alarmsPerHostWeekAtMost)})`;
}
