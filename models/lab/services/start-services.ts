/** Starts the real servers of a run, and the proxies that stand before the others. */
import type { Conversation } from '../plan/conversation';
import type { LabRun } from '../plan/lab-options';
import { serviceSite } from '../plan/sites';
import { startProxies } from './proxies';

export async function startServices(
  plan: readonly Conversation[],
  site: number,
  run: LabRun,
  folder: string,
): Promise<void> {
  if (site !== serviceSite) return;
  if (plan.some(({ proxy }) => proxy !== null)) startProxies(folder);
  await Promise.resolve(run);
}
