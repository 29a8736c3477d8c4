/** Running processes of Windows, as PowerShell lists them. */
import { z } from 'zod';
import { findProcessFiles, type NamedProcess } from './find-process-files';
import type { ProcessList } from './running-processes';
import { runListing } from './run-listing';

const script =
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8; ' +
  'ConvertTo-Json -Compress @(Get-Process | Select-Object Id, ProcessName, Path)';

/** Parts of the system itself, which no file stands behind. */
const withoutFile = new Set(['Idle', 'System', 'Registry', 'Memory Compression', 'Secure System']);

const processesSchema = z.array(z.object({ Id: z.int(), ProcessName: z.string(), Path: z.string().nullish() }));

/** Asks PowerShell. */
export async function listWindowsProcesses(): Promise<ProcessList> {
  const text = await runListing('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
  if (typeof text !== 'string') return { kind: 'failed', failure: text };
  const listed = parseGetProcess(text);
  if (listed !== null) return findProcessFiles(listed);
  const message = 'Running processes cannot be listed: PowerShell answered something else.';
  return { kind: 'failed', failure: { kind: 'tool-failed', message, remedy: 'Name the files to scan instead.' } };
}

/** From the JSON of Get-Process; null where it is something else. A path is missing where this user may not see it. */
export function parseGetProcess(text: string): NamedProcess[] | null {
  try {
    return processesSchema
      .parse(JSON.parse(text))
      .filter(({ ProcessName }) => !withoutFile.has(ProcessName))
      .map(({ Id, ProcessName, Path }) => ({ pid: Id, name: ProcessName, path: Path ?? null }));
  } catch {
    return null;
  }
}
