/** An analysis for people: what was found, why, and what was not. */
import type { Analysis, Connection, Evidence, Input, Summary } from '../../shared/connection';
import { formatEndpoint } from '../../shared/format-endpoint';
import { plural } from '../../shared/plural';
import { describeSkipped, isUnjudged } from '../report/describe-unjudged';
import { thresholds } from '../verdict/judge';
import { formatDevices } from './format-devices';
import { formatBytes, formatCount, formatDuration, formatRisk, formatTime } from './format-units';
import type { Totals } from './printer';
import { hasColours, paint, printable, wrap } from './terminal';

/** Connections that are worth a person's look unless another risk was asked for. */
export const defaultTableRisk = thresholds.suspicious;

/**
 * The heading, one paragraph per finding (riskiest first) and the summary. A miner that reconnects is one finding.
 * Connections below `minRisk` are not listed, but count in the summary.
 */
export function* formatAnalysis(analysis: Analysis, minRisk: number): Generator<string, void, undefined> {
  yield `${describeInput(analysis)}\n\n`;
  const listed = analysis.connections.filter(({ risk }) => risk >= minRisk);
  const findings = groupBySeries(listed.toSorted((a, b) => b.risk - a.risk));
  for (const [riskiest, ...others] of findings) {
    const history = others.length === 0 ? '' : `${wrap('  ', describeHistory([riskiest, ...others]))}\n`;
    yield `${formatConnection(riskiest)}${history}\n`;
  }
  const devices = formatDevices(analysis.devices);
  if (devices !== '') yield `${devices}\n`;
  yield `${wrap('', summarizeAnalysis(analysis))}\n`;
}

/** What was found in one input. Its connections are those that mine, and perhaps others. */
function summarizeAnalysis({ input, connections, summary }: Analysis): string {
  const findings = groupBySeries(connections.filter(({ verdict }) => verdict === 'mining'));
  return verdictLine(input, summary, findings.length) + describePart(summary);
}

/** What was found, unless nothing could be judged. */
export function verdictLine(input: Input, summary: Summary, findings?: number): string {
  return isUnjudged(input) ? 'Nothing could be judged; there are no connections.' : summaryLine(summary, findings);
}

function describePart({ isPartial }: { readonly isPartial: boolean }): string {
  return isPartial ? ' Not all was read.' : '';
}

/** Connections of one series together, the rest alone, in the order of their first. */
function groupBySeries(connections: readonly Connection[]): Connection[][] {
  const groups = new Map<string | Connection, Connection[]>();
  for (const connection of connections) {
    const key = connection.series ?? connection;
    const group = groups.get(key);
    if (group) group.push(connection);
    else groups.set(key, [connection]);
  }
  return [...groups.values()];
}

function describeHistory(series: readonly Connection[]): string {
  const first = series.reduce(
    (start, connection) => (connection.start < start ? connection.start : start),
    series[0].start,
  );
  const last = series.reduce((end, connection) => (connection.end > end ? connection.end : end), series[0].end);
  const totalMs = series.reduce((sum, connection) => sum + connection.durationMs, 0);
  const calls = `The riskiest of ${plural(series.length, 'connection')} of this client to this server`;
  return `${calls}, from ${formatTime(first)} to ${formatTime(last)}, ${formatDuration(totalMs)} in all`;
}

/** How to read what was listed, and how to list the rest. `hidden` and `listed` count connections. */
export function formatAdvice(listed: number, hidden: number): string {
  const legend = 'The number is the risk of mining, 0 to 1; + speaks for mining, - against it.\n';
  const rest = `--min-risk 0 lists ${listed > 0 ? 'the others too' : 'them'}.\n`;
  return (listed > 0 ? legend : '') + (hidden > 0 ? rest : '');
}

/** One connection as a heading, its facts and its reasons, each line ended. */
export function formatConnection(connection: Connection): string {
  const { evidence, firstFlagged } = connection;
  const packets = plural(connection.packets.up + connection.packets.down, 'packet');
  const bytes = formatBytes(connection.bytes.up + connection.bytes.down);
  const lasted = `${formatTime(connection.start)} for ${formatDuration(connection.durationMs)}`;
  const lines = [`  ${connection.protocol.toUpperCase()}, ${lasted}, ${packets}, ${bytes}`];
  if (firstFlagged !== null) {
    const { afterMs, afterPackets, by } = firstFlagged;
    const when = `${formatDuration(afterMs)} and ${plural(afterPackets, 'packet')}`;
    lines.push(`  called mining after ${when}, by ${by === 'model' ? 'the model' : 'evidence'}`);
  }
  return `${formatHeading(connection)}${lines.join('\n')}\n${evidence.map(formatEvidence).join('')}`;
}

/** Verdict, risk and ends, as a line. */
export function formatHeading({ verdict, risk, client, server }: Connection): string {
  const name = server.name === null ? '' : ` (${printable(server.name)})`;
  const word = paint(verdict.toUpperCase().padEnd(10), verdict, hasColours(process.stdout));
  return `${word} ${formatRisk(risk)}  ${formatEndpoint(client)} -> ${formatEndpoint(server)}${name}\n`;
}

/** A reason with its weight; more than one line on a narrow terminal. */
export function formatEvidence({ weight, towards, text }: Evidence): string {
  const sign = weight === 0 ? '' : `${towards === 'mining' ? '+' : '-'}${weight.toFixed(1)}`;
  return `${wrap(`  ${sign.padStart(5)}  `, printable(text))}\n`;
}

/** One line for an input among several in which nothing is worth a look. */
export function formatNothingFound(analysis: Analysis): string {
  return `${nameOf(analysis)}: ${summarizeAnalysis(analysis)}\n`;
}

/** What was found, in one sentence. `miners`: findings behind the connections that mine, where that is known. */
function summaryLine(
  summary: Pick<Summary, 'connections' | 'mining' | 'suspicious' | 'undecided'>,
  miners = summary.mining,
): string {
  const { connections, mining, suspicious, undecided } = summary;
  if (connections === 0) return 'No mining found; there are no connections.';
  const clear = connections - mining - suspicious - undecided;
  const others = Object.entries({ suspicious, 'undecided (too little seen)': undecided, clear })
    .filter(([, count]) => count > 0 && clear < connections)
    .map(([word, count]) => `${formatCount(count)} ${word}`);
  const share = mining > 0 ? `Mining found in ${formatCount(mining)} of` : 'No mining found in';
  const again = miners < mining ? ` (${plural(miners, 'miner')})` : '';
  return `${share} ${[plural(connections, 'connection') + again, others.join(', ')].filter(Boolean).join('; ')}.`;
}

/** What several inputs gave, and in which of them something was found. */
export function formatTotals(
  totals: Totals,
  found: readonly { name: string; mining: number; suspicious: number }[],
): string {
  const lines = found.map(({ name, mining, suspicious }) => {
    const counts = [mining > 0 ? `${mining} mining` : '', suspicious > 0 ? `${suspicious} suspicious` : ''];
    return `  ${name}: ${counts.filter(Boolean).join(', ')}\n`;
  });
  const { inputs, unreadable, unread, unjudged } = totals;
  const isBlind = inputs > 0 && unreadable + unread + unjudged === inputs;
  const summary = isBlind ? `Nothing could be ${unjudged > 0 ? 'judged' : 'analysed'}.` : summaryLine(totals);
  const asides = Object.entries({ 'could not be read': unreadable, 'not begun': unread })
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${formatCount(count)} ${words}`);
  const aside = asides.length > 0 ? ` (${asides.join(', ')})` : '';
  return `${wrap('', `${plural(inputs, 'input')}${aside}. ${summary}${describePart(totals)}`)}\n${lines.join('')}`;
}

function describeInput(analysis: Analysis): string {
  const { input } = analysis;
  const parts = [plural(input.packets, 'packet'), formatBytes(input.bytes)];
  if (input.firstPacket !== null && input.lastPacket !== null) {
    const lasted = Date.parse(input.lastPacket) - Date.parse(input.firstPacket);
    parts.push(`${formatTime(input.firstPacket)} for ${formatDuration(lasted)}`);
  }
  parts.push(...describeSkipped(input));
  const asides: readonly [number | null, string][] = [
    [input.duplicates, 'seen twice'],
    [input.dropped, 'dropped while capturing'],
  ];
  for (const [count, what] of asides) if (count !== null && count > 0) parts.push(`${formatCount(count)} ${what}`);
  const hash = input.sha256 === null ? '' : `\nSHA-256 ${input.sha256}`;
  return `${nameOf(analysis)}\n${wrap('', parts.join(', '))}${hash}`;
}

/** What an input is called. */
export function nameOf({ input }: Analysis): string {
  return printable(input.path ?? 'Standard input');
}
