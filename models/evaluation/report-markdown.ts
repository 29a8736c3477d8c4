/** An evaluation as Markdown. */
import {
  linesByCarrier,
  linesByKind,
  linesBySource,
  originsOf,
  totalName,
  totalOf,
  type Evaluation,
  type Line,
  type Part,
} from './evaluation';
import { accusedTable, foundTable, lengthTable, recallText } from './detection-tables';
import { isRecorded, type Origin } from './book';
import { markdownTable, short, whole } from './markdown-table';

const partTitles: Record<Part['name'], string> = {
  'held-out': 'Leave-one-source-out: rhythm alone, by models that never saw the source',
  'unseen-kinds': 'Leave-one-kind-out: rhythm alone, by models that never saw the dialect or application',
  payload: 'The product as shipped, reading everything',
  headers: 'The product as shipped, headers only (rhythm alone)',
};
const originTitles: Record<Origin, string> = {
  real: 'Real captures',
  lab: 'Laboratory: real programs, recorded',
  generated: 'Generated traffic',
  disguised: 'Generated traffic in disguise',
};
/** Connections of a home host in a week. */
const connectionsPerHostWeek = 35_000;

/** The report, its picture beside it; a short one goes without single connections, and without kinds that were trained on. */
export function reportMarkdown(evaluation: Evaluation, { isShort = false } = {}): string {
  const { model, prior, thresholds, parts } = evaluation;
  return [
    ...(isShort ? [] : ['# Evaluation']),
    `\`${evaluation.command}\``,
    `Model ${model.name} ${model.version} (${model.sha256.slice(0, 12)}), prior ${short(prior)}, \`mining\` from a risk of ${thresholds.mining}, \`suspicious\` from ${thresholds.suspicious}.`,
    '![ROC, reliability and time to an opinion](evaluation.svg)',
    summaryTable(parts),
    ...parts.flatMap((part) => [`## ${partTitles[part.name]}`, ...partMarkdown(part, evaluation, isShort)]),
    '## How far probabilities can be believed',
    calibrationTable(parts),
    'Each class weighs what the prior says, whatever its number. Expected calibration error over 15 bins of equal width; a Brier score is good where it is well below that of always stating the prior.',
    ...(evaluation.ndpi === null ? [] : ndpiMarkdown(evaluation.ndpi)),
    ...(isShort ? [] : namesMarkdown(parts)),
    '',
  ].join('\n\n');
}

/** Everything in one line for each part and origin. */
function summaryTable(parts: readonly Part[]): string {
  const rows = parts.flatMap((part) =>
    originsOf(part).map((origin) => {
      const { figures } = totalOf(part, origin);
      return [
        `${part.name}, ${origin}`,
        recallText(figures.longSessions),
        recallText(figures.sessions),
        whole(figures.others),
        whole(figures.scoredOthers),
        whole(figures.alarmsEver),
        figures.others === 0 ? '–' : short(figures.alarmsPer100kAtMost),
        whole(figures.suspicions),
      ];
    }),
  );
  const head = [
    '',
    'sessions of 60 s or longer called mining',
    'all sessions',
    'other connections',
    'long enough for an opinion',
    'called mining at any time',
    'per 100,000 at most (95 %)',
    'suspicious',
  ];
  return markdownTable(head, rows);
}

function partMarkdown(part: Part, evaluation: Evaluation, isShort: boolean): string[] {
  const isShipped = part.command === null;
  const hasUnseenKinds = part.name === 'unseen-kinds';
  const text = part.command === null ? [] : [`\`${part.command}\``];
  for (const origin of originsOf(part)) {
    const lines = linesBySource(part, origin);
    const trainedOn = isShipped ? evaluation.trainedOn : [];
    const hasSeen = ({ name }: Line): boolean => trainedOn?.includes(name) ?? false;
    text.push(`### ${originTitles[origin]}`);
    if (part.name === 'held-out' && origin === 'generated') {
      text.push('Groups (pools, applications) that the model never saw, of kinds that it saw.');
    }
    if (hasUnseenKinds && origin === 'generated') {
      text.push(
        'Kinds left out whole, and with them their kin: all of Stratum, all of Ethereum. Only the pools and protocols drawn at random always stay.',
      );
    }
    if (origin === 'disguised') {
      text.push(
        'Such groups, every conversation of which is padded, delayed, thinned out or mixed with dummies, mining or not: far harder than anything recorded.',
      );
    }
    if (isShipped && origin === 'generated') {
      text.push(
        'The generator that the model was trained with, under other seeds: other pools, applications and paths, the same kinds.',
      );
    }
    if (trainedOn === null && origin === 'real')
      text.push('The metrics of the model do not say what it was trained on.');
    text.push(...tables(lines, hasSeen, origin));
    if (lines.some(hasSeen))
      text.push(
        '\\* The shipped model was trained on captures of this source: not a measure of what it does elsewhere.',
      );
    const total = totalOf(part, origin);
    text.push(rateSentence(total));
    if (total.figures.byLength.length > 1) text.push('By how long the session lasted:', lengthTable(total.figures));
    const carriers = linesByCarrier(part, origin);
    if (carriers.length > 1)
      text.push(
        'By what carries it:',
        foundTable(carriers, ({ name }) => name),
      );
    const kinds = linesByKind(part, origin);
    if (kinds.length > 1 && !isShort) text.push('By kind:', ...tables(kinds, () => false, 'generated'));
    else if (hasUnseenKinds && origin === 'generated') text.push('By kind:', ...tablesOfTelling(kinds));
  }
  return text;
}

function tables(lines: readonly Line[], isMarked: (line: Line) => boolean, origin: Origin): string[] {
  const nameOf = (line: Line): string => `${line.name}${isMarked(line) ? ' \\*' : ''}`;
  const found = withoutIdleTotal(lines.filter(({ tally }) => tally.sessions > 0));
  const accused = withoutIdleTotal(lines.filter(({ tally }) => tally.others > 0));
  return [
    ...(found.length > 0 ? [foundTable(found, nameOf)] : []),
    ...(accused.length > 0 ? [accusedTable(accused, nameOf, isRecorded(origin))] : []),
  ];
}

/** All kinds of mining, and of the others those that were accused at some time. */
function tablesOfTelling(kinds: readonly Line[]): string[] {
  const spared = kinds.filter(({ tally }) => tally.others > 0 && tally.alarmsEver === 0);
  const connections = spared.reduce((sum, { tally }) => sum + tally.others, 0);
  return [
    ...tables(
      kinds.filter((line) => !spared.includes(line)),
      () => false,
      'generated',
    ),
    `Of ${whole(spared.length)} more kinds with ${whole(connections)} connections none was called mining at any time.`,
  ];
}

/** A total of one line says nothing new. */
function withoutIdleTotal(lines: readonly Line[]): readonly Line[] {
  return lines.length === 2 && lines[1].name === totalName ? lines.slice(0, 1) : lines;
}

function rateSentence({ figures }: Line): string {
  if (figures.others === 0) return '';
  const atMost = (figures.alarmsPer100kAtMost / 1e5) * connectionsPerHostWeek;
  const aside =
    figures.aside.all === 0
      ? ''
      : ` Miners that were refused or left at once count neither way: ${whole(figures.aside.found)} of ${whole(figures.aside.all)} were called mining.`;
  return `At ${whole(connectionsPerHostWeek)} connections a week and host, the 95 % upper bound is ${short(atMost)} false alarms per host-week.${aside}`;
}

function calibrationTable(parts: readonly Part[]): string {
  const rows = parts.flatMap((part) =>
    originsOf(part).flatMap((origin) => {
      const { stated, balanced } = totalOf(part, origin).figures;
      if (stated === null || balanced === null) return [];
      const cells = [stated, balanced].flatMap(({ ece, brier, brierOfPrior }) => [ece, brier, brierOfPrior].map(short));
      return [[`${part.name}, ${origin}`, ...cells]];
    }),
  );
  const columns = ['ECE', 'Brier', 'Brier of the prior'];
  return markdownTable(
    ['', ...columns.map((name) => `${name}, stated prior`), ...columns.map((name) => `${name}, balanced`)],
    rows,
  );
}

function ndpiMarkdown({ version, counts }: NonNullable<Evaluation['ndpi']>): string[] {
  const rows = counts.map((count) => [
    `${count.source} (${count.origin})`,
    `${count.longFound} of ${count.longSessions}`,
    `${count.found} of ${count.sessions}`,
    whole(count.others),
    whole(count.alarms),
  ]);
  return [
    `## nDPI ${version} on the same files`,
    '`ndpiReader -q -i FILE -C FLOWS.csv`, flows whose protocol is mining. It has rules for plain text only, so that nothing is found where the payload was cut away.',
    markdownTable(['source', 'sessions of 60 s or longer', 'all sessions', 'other flows', 'called mining'], rows),
  ];
}

/** Connections that went wrong, for whoever mends it. */
function namesMarkdown(parts: readonly Part[]): string[] {
  const lists = parts.flatMap((part) =>
    originsOf(part).flatMap((origin) => {
      const { falselyAccused, missed } = totalOf(part, origin).tally;
      const list = (title: string, names: readonly string[]): string[] =>
        names.length === 0 ? [] : [`${part.name}, ${origin}: ${title}`, names.map((name) => `- ${name}`).join('\n')];
      return [
        ...list('others called mining at some time (the first of them)', falselyAccused),
        ...list('sessions of 60 s or longer not called mining (the first of them)', missed),
      ];
    }),
  );
  return lists.length === 0 ? [] : ['## What went wrong', ...lists];
}
