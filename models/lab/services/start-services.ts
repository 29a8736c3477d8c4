/** Starts the real servers of a run, and the proxies that stand before the others. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../generator/random';
import type { Conversation } from '../plan/conversation';
import type { LabRun } from '../plan/lab-options';
import { allServices } from './all-services';
import { startProxies } from './proxies';

/** Certificates that an authority has signed, with RSA keys, which every server can read. */
const certificates = [3, 5, 7, 8] as const;

/** Folder of a service's server, known to its clients too. */
export function serverFolder(run: LabRun, service: string): string {
  return join(run.folder, 'servers', service);
}

export async function startServices(plan: readonly Conversation[], run: LabRun): Promise<void> {
  // Some servers give up root and must still read what is theirs.
  chmodSync(run.folder, 0o755);
  if (plan.some(({ proxy }) => proxy !== null)) startProxies(run.folder);
  const wanted = new Set(plan.flatMap(({ content }) => (content.kind === 'service' ? [content.service] : [])));
  const starting = allServices
    .filter(({ name }) => wanted.has(name))
    .map(async (service, at) => {
      const folder = serverFolder(run, service.name);
      mkdirSync(folder, { recursive: true });
      const random = new Random(run.seed, 5_000_000 + at);
      const certificate = join(run.folder, 'certificates', String(random.pick(certificates)));
      try {
        await service.start({ folder, random, certificate: `${certificate}.crt`, key: `${certificate}.key` });
      } catch (error) {
        // The others go on; visits to this one fail and are reported.
        console.error(`${service.name} cannot be started: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  await Promise.all(starting);
}
