/** Connections as JSON, one a line. */
import type { Connection } from '../../shared/connection';
import { toJson } from '../report/to-json';

/** One line. `event` is what happened to the connection, while watching. */
export function formatJsonLine(connection: Connection, file: string | null, event?: string): string {
  return `${toJson({ schema: 'kanaria/connection@1', ...(event && { event }), file, ...connection })}\n`;
}
