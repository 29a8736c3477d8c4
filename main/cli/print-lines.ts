/** `analyze --format jsonl|csv|eve`: one line for each connection as it ends. */
import type { Connection } from '../../shared/connection';
import { csvHeader, formatCsvLine } from './format-csv';
import { formatEveLine } from './format-eve';
import { formatJsonLine } from './format-json-line';
import type { Printer } from './printer';

const lineOf: Record<'jsonl' | 'csv' | 'eve', (connection: Connection, file: string | null) => string> = {
  jsonl: formatJsonLine,
  csv: formatCsvLine,
  eve: formatEveLine,
};

export function createLinePrinter(format: 'jsonl' | 'csv' | 'eve', minRisk: number): Printer {
  return {
    minRisk,
    begin: () => (format === 'csv' ? csvHeader : ''),
    connection: lineOf[format],
    input: () => [],
    end: () => '',
  };
}
