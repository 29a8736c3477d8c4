/** An analysis for people: what was found, why, and what was not. */
import type { Analysis, Connection } from '../../shared/connection';
import { formatBytes, formatDuration } from './format-units';
import { hasColours, paint, printable } from './terminal';

/** Connections that are worth a person's look unless another risk was asked for. */
export const defaultTableRisk = 0.5;

/** The heading, one paragraph per connection (riskiest first) and the summary. */
export function formatTable(analysis: Analysis, hasMinRisk: boolean): string {
  const { input, summary } = analysis;
  const isColoured = hasColours(process.stdout);
  const rows = analysis.connections.toSorted((a, b) => b.risk - a.risk);
  const lines: string[] = [];
  lines.push(`${printable(input.path ?? 'standard input')}: ${describeInput(analysis)}`);
  for (const connection of rows) lines.push('', ...describeConnection(connection, isColoured));
  lines.push('', summaryLine(analysis));
  const hidden = summary.connections - rows.length;
  if (hidden > 0 && !hasMinRisk) lines.push(`${hidden.toLocaleString('en')} not listed; --min-risk 0 lists them.`);
  return `${lines.join('\n')}\n`;
}

/** One connection as a heading line and its reasons. */
export function describeConnection(connection: Connection, isColoured: boolean): string[] {
  const { verdict, client, server } = connection;
  const name = server.name === null ? '' : ` (${printable(server.name)})`;
  const risk = connection.risk.toFixed(connection.risk > 0.995 && connection.risk < 1 ? 3 : 2);
  const ends = `${endpoint(client.address, client.port)} -> ${endpoint(server.address, server.port)}${name}`;
  const packets = connection.packets.up + connection.packets.down;
  const bytes = connection.bytes.up + connection.bytes.down;
  const heading = `${paint(verdict.toUpperCase().padEnd(10), verdict, isColoured)} ${risk}  ${ends}`;
  const facts = `${connection.protocol}, ${formatDuration(connection.durationMs)}, ${packets} packets, ${formatBytes(bytes)}`;
  const flagged = connection.firstFlagged;
  const when = flagged
    ? `; first flagged after ${formatDuration(flagged.afterMs)}, ${flagged.afterPackets} packets, by ${flagged.by}`
    : '';
  const reasons = connection.evidence.map((evidence) => {
    const sign =
      evidence.weight === 0 ? '   ' : `${evidence.towards === 'mining' ? '+' : '-'}${evidence.weight.toFixed(1)}`;
    return `             ${sign.padStart(6)}  ${printable(evidence.text)}`;
  });
  return [heading, `                ${facts}${when}`, ...reasons];
}

/** One line for an input among several in which nothing is worth a look. */
export function formatTableLine(analysis: Analysis): string {
  return `${printable(analysis.input.path ?? 'standard input')}: ${summaryLine(analysis)}\n`;
}

/** What was found, in one line. */
export function summaryLine({ summary }: { summary: Omit<Analysis['summary'], 'evicted' | 'elapsedMs'> }): string {
  const { connections, mining, suspicious, undecided } = summary;
  const clear = connections - mining - suspicious - undecided;
  const found = mining > 0 ? `${mining} mining` : 'No mining found';
  return `${found}; ${suspicious} suspicious, ${undecided} undecided, ${clear} clear, of ${plural(connections, 'connection')}.`;
}

function describeInput({ input }: Analysis): string {
  const { notIp, malformed, truncated, unknownLinkType } = input.skipped;
  const parts = [`${plural(input.packets, 'packet')}, ${formatBytes(input.bytes)}`];
  if (input.firstPacket !== null) parts.push(`from ${input.firstPacket}`);
  if (notIp > 0) parts.push(`${notIp.toLocaleString('en')} not IP`);
  if (malformed + truncated > 0) parts.push(`${(malformed + truncated).toLocaleString('en')} damaged or cut`);
  if (unknownLinkType > 0) parts.push(`${unknownLinkType.toLocaleString('en')} of unknown link type`);
  if (input.duplicates > 0) parts.push(`${input.duplicates.toLocaleString('en')} duplicates`);
  if (input.dropped !== null && input.dropped > 0) parts.push(`${input.dropped.toLocaleString('en')} dropped`);
  return parts.join(', ');
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
