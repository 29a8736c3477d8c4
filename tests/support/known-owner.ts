import { HostMonitor } from '../../main/host/host-monitor';
import { withoutReadings } from '../../main/host/without-readings';
import type { ConnectionOwner, LocalProgram } from '../../main/host/connection-owner';

/** A program of which little is known. */
export function localProgram(program: Pick<LocalProgram, 'pid' | 'name' | 'path'>): LocalProgram {
  return { ...program, parent: null, user: null, startedAt: null, commandLine: null, container: null };
}

/** A machine on which every connection belongs to one program, and which tells nothing else. */
export function ownedBy(program: Pick<LocalProgram, 'pid' | 'name' | 'path'>): HostMonitor {
  return hostWithOwner({
    ownerOf: () => Promise.resolve({ kind: 'known', program: localProgram(program) }),
    dispose: () => undefined,
  });
}

/** A machine that tells nothing but owners. */
export function hostWithOwner(owner: ConnectionOwner): HostMonitor {
  return new HostMonitor(withoutReadings({ owner }));
}
