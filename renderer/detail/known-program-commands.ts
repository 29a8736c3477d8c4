import type { ProcessReport } from '../../shared/host';

/** Commands about a program whose process number is known. */
export interface KnownProgramCommands {
  /** Shows it and what has started it. */
  readonly show: string;
  readonly end: string;
}

/** The commands of one platform (Node's names); null where none is known. */
export function knownProgramCommands(
  platform: string,
  { pid, parent }: Pick<ProcessReport, 'pid' | 'parent'>,
): KnownProgramCommands | null {
  if (platform.startsWith('linux') || platform.startsWith('darwin')) {
    const pids = parent === null ? String(pid) : `${pid},${parent.pid}`;
    return { show: `ps -o pid,ppid,user,lstart,args -p ${pids}`, end: `kill ${pid}` };
  }
  if (platform.startsWith('win')) {
    const facts = 'Name,ProcessId,ParentProcessId,ExecutablePath,CommandLine';
    return {
      show: `powershell -Command "Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}' | Format-List ${facts}"`,
      end: `taskkill /PID ${pid}`,
    };
  }
  return null;
}
