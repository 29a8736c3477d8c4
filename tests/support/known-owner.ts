import type { ConnectionOwner, LocalProgram } from '../../main/host/connection-owner';

/** A program of which little is known. */
export function localProgram(program: Pick<LocalProgram, 'pid' | 'name' | 'path'>): LocalProgram {
  return { ...program, parent: null, user: null, startedAt: null, commandLine: null, container: null };
}

/** Every connection belongs to one program. */
export function ownedBy(program: Pick<LocalProgram, 'pid' | 'name' | 'path'>): ConnectionOwner {
  return {
    ownerOf: () => Promise.resolve({ kind: 'known', program: localProgram(program) }),
    dispose: () => undefined,
  };
}
