/** What Kanaria listens to when nobody has said so: the default interface if that is permitted, else the demo. */
import type { Access, NetworkInterface, SourceRequest } from '../../shared/contract';

/** The source to start with, and why there is only the demo (null for a live capture). */
export interface StartSource {
  readonly request: SourceRequest;
  readonly reason: string | null;
}

export function chooseStartSource(access: Access, interfaces: readonly NetworkInterface[]): StartSource {
  if (!access.isPermitted) {
    return { request: { kind: 'demo' }, reason: access.reason ?? 'Capturing is not permitted here.' };
  }
  const candidates = interfaces.filter((each) => each.isUp && each.kind !== 'loopback' && each.kind !== 'any');
  const chosen = candidates.find((each) => each.isDefault) ?? candidates.find((each) => each.addresses.length > 0);
  if (!chosen) return { request: { kind: 'demo' }, reason: 'No network interface is up.' };
  return { request: { kind: 'interface', interfaces: [chosen.name] }, reason: null };
}
