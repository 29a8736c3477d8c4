import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../generator/random';
import type { Conversation } from '../plan/conversation';
import type { LabRun } from '../plan/lab-options';
import type { VisitReport } from '../play/play-visits';
import { allServices } from './all-services';
import { serverFolder } from './start-services';

/** The certificate of all clients, one that an authority has signed. */
const clientCertificate = 3;

/** One visit of a client at a real server. */
export async function visitService(conversation: Conversation, number: number, run: LabRun): Promise<VisitReport> {
  const { index, content } = conversation;
  const visit = conversation.visits[number];
  const report = { index, visit: number, lines: 0, said: 0, overdueMs: 0, failure: null };
  const service = allServices.find(({ name }) => content.kind === 'service' && name === content.service);
  if (service === undefined) return { ...report, failure: 'nobody knows this service' };
  const folder = join(run.folder, 'visits', `${index}-${number}`);
  mkdirSync(folder, { recursive: true });
  const certificates = join(run.folder, 'certificates');
  const endMs = performance.now() + visit.durationMs;
  const leftMs = (): number => Math.max(0, endMs - performance.now());
  try {
    await service.visit({
      conversation,
      address: conversation.serverAddress,
      port: conversation.port,
      clientAddress: conversation.clientAddress,
      isTls: conversation.carrier === 'tls',
      random: new Random(run.seed, visit.stream),
      folder,
      serverFolder: serverFolder(run, service.name),
      authority: join(certificates, 'authority.crt'),
      certificate: join(certificates, `${clientCertificate}.crt`),
      key: join(certificates, `${clientCertificate}.key`),
      leftMs,
      pause: async (delayMs) => {
        await sleep(Math.min(delayMs, leftMs()));
        return leftMs() > 0;
      },
    });
    return report;
  } catch (error) {
    return { ...report, failure: `${service.name}: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
