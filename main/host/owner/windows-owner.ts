/** The owner of a connection on Windows: `netstat` lists sockets with their processes, PowerShell tells what these are. */
import type { LocalProgram } from '../connection-owner';
import { parseRows, powershellArgs } from '../powershell';
import type { ProgramFinder } from './create-connection-owner';
import { hideSecrets } from './hide-secrets';
import { askSystem, type AskSystem } from './macos-owner';
import { type OwnedSocket, PolledOwner } from './polled-owner';
import { splitEndpoint } from './split-endpoint';

export const processQuery =
  'Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,Name,ExecutablePath,CommandLine,' +
  "@{n='Start';e={if($_.CreationDate){$_.CreationDate.ToUniversalTime().ToString('o')}}} | ConvertTo-Json -Compress";

export function createWindowsOwner(ask: AskSystem = askSystem): ProgramFinder {
  return new PolledOwner({
    readSockets: async () => {
      const text = await ask('netstat.exe', ['-ano']);
      return text === null ? null : parseNetstat(text);
    },
    readPrograms: async () => {
      const text = await ask('powershell.exe', powershellArgs(processQuery));
      return text === null ? null : parseProcesses(text);
    },
  });
}

/**
 * Lines of `netstat -ano`: protocol, local, foreign, for TCP a state (in the system's language), process id. The foreign end of a
 * connected datagram socket is left out: Windows prints it wrongly, such as `0.0.0.94:443`.
 */
export function parseNetstat(text: string): OwnedSocket[] {
  const sockets: OwnedSocket[] = [];
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    const protocol = fields[0]?.toLowerCase();
    if ((protocol !== 'tcp' && protocol !== 'udp') || fields.length < 4) continue;
    const local = splitEndpoint(fields[1]);
    const remote = splitEndpoint(fields[2]);
    const pid = Number(fields[fields.length - 1]);
    if (local === null || !Number.isInteger(pid) || pid <= 0) continue;
    if (protocol === 'udp') sockets.push({ protocol, local, remote: null, pid });
    else if (remote !== null && remote.port !== 0) sockets.push({ protocol, local, remote, pid });
  }
  return sockets;
}

/** What `processQuery` prints; null where it is something else. */
export function parseProcesses(text: string): LocalProgram[] | null {
  const parsed = parseRows(text);
  if (parsed === null) return null;
  const rows = parsed.filter(isRow);
  const names = new Map(rows.map((row) => [row.ProcessId, textOf(row.Name) ?? '']));
  return rows.map((row) => {
    const parent = names.get(Number(row.ParentProcessId));
    const start = new Date(textOf(row.Start) ?? '');
    const commandLine = textOf(row.CommandLine);
    return {
      pid: row.ProcessId,
      name: textOf(row.Name) ?? String(row.ProcessId),
      path: textOf(row.ExecutablePath),
      parent: parent === undefined ? null : { pid: Number(row.ParentProcessId), name: parent },
      user: null,
      startedAt: Number.isNaN(start.getTime()) ? null : start.toISOString(),
      commandLine: commandLine === null ? null : hideSecrets(commandLine.split(' ')),
      container: null,
    };
  });
}

interface Row extends Record<string, unknown> {
  readonly ProcessId: number;
}

function isRow(row: Record<string, unknown>): row is Row {
  return typeof row.ProcessId === 'number';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
