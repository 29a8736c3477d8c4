/** Connections as comma-separated values (RFC 4180), one header line. */
import type { Connection } from '../../shared/connection';
import { printable } from './terminal';

const columns: readonly [string, (connection: Connection, file: string | null) => string | number | null][] = [
  ['file', (_, file) => file],
  ['id', (c) => c.id],
  ['series', (c) => c.series],
  ['protocol', (c) => c.protocol],
  ['client_address', (c) => c.client.address],
  ['client_port', (c) => c.client.port],
  ['server_address', (c) => c.server.address],
  ['server_port', (c) => c.server.port],
  ['server_name', (c) => c.server.name],
  ['device', (c) => c.device],
  ['start', (c) => c.start],
  ['end', (c) => c.end],
  ['duration_ms', (c) => c.durationMs],
  ['packets_up', (c) => c.packets.up],
  ['packets_down', (c) => c.packets.down],
  ['bytes_up', (c) => c.bytes.up],
  ['bytes_down', (c) => c.bytes.down],
  ['risk', (c) => c.risk],
  ['verdict', (c) => c.verdict],
  ['first_flagged_after_ms', (c) => c.firstFlagged?.afterMs ?? null],
  ['first_flagged_after_packets', (c) => c.firstFlagged?.afterPackets ?? null],
  ['first_flagged_by', (c) => c.firstFlagged?.by ?? null],
  ['evidence', (c) => c.evidence.map((evidence) => evidence.text).join('; ')],
];

/** The header line. */
export const csvHeader = `${columns.map(([name]) => name).join(',')}\r\n`;

/** One line. */
export function formatCsvLine(connection: Connection, file: string | null): string {
  return `${columns.map(([, read]) => quote(read(connection, file))).join(',')}\r\n`;
}

function quote(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = printable(value);
  // A text that begins like a formula would be run by a spreadsheet.
  const text = /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
