import type { ProgramFact } from '../../shared/evidence-fact';
import type { ScannedFile } from '../../shared/similarity';
import type { LocalProgram } from '../host/connection-owner';
import { decidingCluster } from './deciding-cluster';

/** How near the file of a program is to known miners; `file` null where it can't be read. */
export function describeProgramFile({ pid, name, path }: LocalProgram, file: ScannedFile | null): ProgramFact {
  const about = { code: 'program-file', program: name, pid, path } as const;
  if (file === null) return { ...about, assessment: null, reason: null, nearest: null };
  const { assessment, reasons } = file;
  return { ...about, assessment, reason: reasons[0] ?? null, nearest: decidingCluster(file) };
}
