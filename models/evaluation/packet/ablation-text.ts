/** The ablations of the packet model in words and tables; every sentence follows from the figures. */
import { markdownTable, percent } from '../markdown-table';
import type { PacketMetrics } from './packet-metrics';
import type { Split } from './split-rows';

/** One row of the table: a variant under each split. */
export interface AblationResult {
  readonly name: string;
  readonly bySplit: Readonly<Record<Split, PacketMetrics>>;
}

export interface Ablation {
  readonly command: string;
  readonly packets: { readonly mining: number; readonly others: number };
  /** The first has all inputs. */
  readonly variants: readonly AblationResult[];
  /** TTL looked up in a table, without a model. */
  readonly ttlAlone: AblationResult;
  /** The first variant, left-out source by left-out source; only those with mining. */
  readonly bySource: readonly { readonly source: string; readonly metrics: PacketMetrics }[];
}

const splitNames: Record<Split, string> = {
  packet: 'single packets, at random',
  capture: 'whole captures',
  source: 'whole sources',
};
/** Below this much over guessing (0.5) a balanced accuracy is called no better than guessing. */
const noticeable = 0.05;

/** Command, explanation and two tables. */
export function ablationMarkdown(ablation: Ablation): string {
  const { packets } = ablation;
  return [
    `\`${ablation.command}\``,
    `${packets.mining.toLocaleString('en')} packets of real mining sessions and ${packets.others.toLocaleString('en')} others, the classes weighing the same while training. Held back for the test were, in turn: single packets, as is often done; whole captures; whole sources. Balanced accuracy gives each class one half, so that guessing has 50 %.`,
    variantTable([...ablation.variants, ablation.ttlAlone]),
    'All eight inputs, by the source that was left out:',
    sourceTable(ablation),
    explain(ablation),
  ].join('\n\n');
}

function variantTable(results: readonly AblationResult[]): string {
  const head = [
    'inputs',
    'held back',
    'accuracy',
    'balanced accuracy',
    'recall',
    'false alarms',
    'sessions found',
    'connections falsely accused',
  ];
  const rows = results.flatMap(({ name, bySplit }) =>
    (Object.keys(splitNames) as Split[]).map((split) => [name, splitNames[split], ...cellsOf(bySplit[split])]),
  );
  return markdownTable(head, rows);
}

function sourceTable({ bySource }: Ablation): string {
  const head = [
    'left-out source',
    'accuracy',
    'balanced accuracy',
    'recall',
    'false alarms',
    'sessions found',
    'connections falsely accused',
  ];
  return markdownTable(
    head,
    bySource.map(({ source, metrics }) => [source, ...cellsOf(metrics)]),
  );
}

function cellsOf(metrics: PacketMetrics): string[] {
  const { accuracy, balanced, recall, falseAlarms, sessionRecall, connectionFalseAlarms } = metrics;
  return [accuracy, balanced, recall, falseAlarms, sessionRecall, connectionFalseAlarms].map((share) =>
    Number.isNaN(share) ? '–' : percent(share),
  );
}

function explain({ variants, ttlAlone }: Ablation): string {
  const [all, ...others] = variants;
  const { packet, source } = all.bySplit;
  const best = variants.reduce((one, other) =>
    other.bySplit.source.balanced > one.bySplit.source.balanced ? other : one,
  );
  const works = source.balanced >= 0.5 + noticeable;
  const lost = points(packet.balanced - source.balanced);
  const sentences = [
    `Tested on packets held back at random, the model of the study has a balanced accuracy of ${percent(packet.balanced)}: such a test says that it works.`,
    works
      ? `Tested on sources it has not seen it keeps ${percent(source.balanced)}, ${lost} points less: something of it carries over.`
      : `Tested on sources it has not seen it has ${percent(source.balanced)}, no better than guessing: it does not work.`,
    packet.balanced - source.balanced > noticeable
      ? 'The difference is what it knows about the captures rather than about mining: packets of one connection lie on both sides of a random split.'
      : 'The two tests agree, so that it has not merely learned the captures.',
    `A table of TTL values, without any model, reaches ${percent(ttlAlone.bySplit.packet.balanced)} by packet and ${percent(ttlAlone.bySplit.source.balanced)} by source: the TTL tells operating systems and distances apart.`,
    ...others.map(({ name, bySplit }) => {
      const changeOf = (split: Split): string => describeChange(bySplit[split].balanced - all.bySplit[split].balanced);
      return `${name[0].toUpperCase()}${name.slice(1)}, balanced accuracy ${changeOf('packet')} by packet and ${changeOf('source')} by source.`;
    }),
    ...(best.name !== all.name && best.bySplit.source.balanced - source.balanced > noticeable
      ? [
          `With fewer inputs it does better on new sources (${best.name}: ${percent(best.bySplit.source.balanced)}): what is left out had drowned what the rest knows.`,
        ]
      : []),
    usefulness(best),
  ];
  return sentences.join(' ');
}

/** What the best variant would mean on a network. */
function usefulness(best: AblationResult): string {
  const { sessionRecall, connectionFalseAlarms } = best.bySplit.source;
  const accused = Math.round(5000 * connectionFalseAlarms).toLocaleString('en');
  return `The best of them on new sources (${best.name}) finds ${percent(sessionRecall)} of the sessions and accuses ${percent(connectionFalseAlarms)} of the other connections: of a home host's 5,000 connections a day, ${accused}. That is why it is kept as a measured baseline and is not the default.`;
}

function describeChange(difference: number): string {
  const size = points(Math.abs(difference));
  if (size === '0.0') return 'stays the same';
  return difference > 0 ? `rises by ${size} points` : `falls by ${size} points`;
}

function points(difference: number): string {
  return (difference * 100).toFixed(1);
}
