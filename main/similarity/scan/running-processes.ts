/** The programs that run now: each executable once, with its processes. */
import type { Failure } from '../../../shared/connection';
import type { SkippedFile } from '../../../shared/similarity';
import { listLinuxProcesses } from './processes-linux';
import { listMacosProcesses } from './processes-macos';
import { listWindowsProcesses } from './processes-windows';

/** A process and the executable behind it. */
export interface RunningProcess {
  readonly pid: number;
  readonly name: string;
  /** Where the executable is, or was when the process began. */
  readonly path: string;
  /** What to open to read it; on Linux this also reaches deleted files and those of containers. */
  readonly readPath: Buffer;
  /** Equal for processes of one file. */
  readonly fileId: string;
  readonly size: number;
  readonly isDeleted: boolean;
}

/** What one system's way of listing processes gives. */
export type ProcessList =
  | { readonly kind: 'listed'; readonly processes: readonly RunningProcess[]; readonly skipped: readonly SkippedFile[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An executable that runs, and every process that runs it. */
export interface RunningProgram extends Omit<RunningProcess, 'pid' | 'name' | 'fileId'> {
  readonly processes: readonly { readonly pid: number; readonly name: string }[];
}

/** Programs by path. `skipped`: processes whose executable this user may not see. */
export type ProgramList =
  | { readonly kind: 'listed'; readonly programs: readonly RunningProgram[]; readonly skipped: readonly SkippedFile[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Lists what runs on this machine. Programs that a script interpreter runs count as their interpreter. */
export async function listRunningPrograms(): Promise<ProgramList> {
  const list = await listProcesses();
  return list.kind === 'failed' ? list : { ...list, programs: groupByFile(list.processes) };
}

function listProcesses(): Promise<ProcessList> {
  switch (process.platform) {
    case 'linux':
      return listLinuxProcesses('/proc');
    case 'darwin':
      return listMacosProcesses();
    case 'win32':
      return listWindowsProcesses();
    default: {
      const message = `Running processes cannot be listed on ${process.platform}.`;
      const remedy = 'Name the files to scan instead.';
      return Promise.resolve({ kind: 'failed', failure: { kind: 'no-tool', message, remedy } });
    }
  }
}

/** One entry per file, sorted by path, its processes by id. */
export function groupByFile(processes: readonly RunningProcess[]): RunningProgram[] {
  const programs = new Map<string, RunningProgram & { processes: { pid: number; name: string }[] }>();
  for (const { pid, name, fileId, ...file } of processes.toSorted((a, b) => a.pid - b.pid)) {
    const program = programs.get(fileId) ?? { ...file, processes: [] };
    programs.set(fileId, program);
    program.processes.push({ pid, name });
  }
  return [...programs.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
