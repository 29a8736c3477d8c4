/** Lists of processes as `ps` on macOS and PowerShell on Windows print them. */
import { parseRows } from '../powershell';
import type { ProcessReading } from './usage-tracker';

export const psUsageArgs = ['-axww', '-o', 'pid=,ppid=,time=,rss=,lstart=,comm='] as const;

export const usageQuery =
  'Get-CimInstance Win32_Process | Select-Object ProcessId,ParentProcessId,Name,KernelModeTime,UserModeTime,WorkingSetSize,' +
  "@{n='Start';e={if($_.CreationDate){$_.CreationDate.Ticks}}} | ConvertTo-Json -Compress";

/** As `psUsageArgs` asks for: processor time as `M:SS.ss`, `H:MM:SS` or `D-HH:MM:SS`, memory in KiB. */
export function parsePsUsage(text: string): ProcessReading[] {
  const readings: ProcessReading[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)\s+(\d+)\s+([\d:.-]+)\s+(\d+)\s+(\w{3}\s+.{15,17}\d{4})\s+(.+?)\s*$/.exec(line);
    const cpuSeconds = match === null ? null : parseProcessorTime(match[3]);
    if (match === null || cpuSeconds === null) continue;
    const [, pid, parent, , kibibytes, start, path] = match;
    readings.push({
      pid: Number(pid),
      parent: Number(parent),
      name: path.slice(path.lastIndexOf('/') + 1),
      start,
      cpuSeconds,
      endedSeconds: 0,
      residentBytes: Number(kibibytes) * 1024,
    });
  }
  return readings;
}

/** Seconds; null where it is not a time. */
export function parseProcessorTime(text: string): number | null {
  const match = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** What `usageQuery` prints: times in units of 100 ns, as texts or numbers; null where it is something else. */
export function parseWindowsUsage(text: string): ProcessReading[] | null {
  const rows = parseRows(text);
  if (rows === null) return null;
  const readings: ProcessReading[] = [];
  for (const { ProcessId, ParentProcessId, Name, KernelModeTime, UserModeTime, WorkingSetSize, Start } of rows) {
    const [pid, kernel, user] = [Number(ProcessId), Number(KernelModeTime), Number(UserModeTime)];
    // Process 0 is what the processor does when it does nothing.
    if (!Number.isInteger(pid) || pid <= 0 || !Number.isFinite(kernel + user)) continue;
    const resident = Number(WorkingSetSize);
    readings.push({
      pid,
      parent: Number(ParentProcessId) || 0,
      name: typeof Name === 'string' ? Name : String(pid),
      start: String(Start),
      cpuSeconds: (kernel + user) / 1e7,
      endedSeconds: 0,
      residentBytes: Number.isFinite(resident) ? resident : null,
    });
  }
  return readings;
}
