/**
 * Program: everything one site says and answers during a run. It runs inside the site's namespace.
 * Usage: run-site.ts RUN.json SITE. Says on standard output when it is ready, begins when told on standard input when the run
 * begins (ms since the Unix epoch), and reports each visit when it is over or its input ends, a JSON object a line.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LabRun } from '../plan/lab-options';
import { planLab } from '../plan/plan-lab';
import { serviceSite } from '../plan/sites';
import { startServices } from '../services/start-services';
import { visitService } from '../services/visit-service';
import { answerVisits, openVisits, visitAsClient } from './play-visits';
import type { Conversation } from '../plan/conversation';

// Each program that runs for a visit is ended with this process.
process.setMaxListeners(0);

const run = JSON.parse(readFileSync(process.argv[2], 'utf8')) as LabRun;
const site = Number(process.argv[3]);
const certificates = join(run.folder, 'certificates');
const plan = planLab(run);

for (const conversation of plan) {
  if (conversation.serverSite === site && conversation.content.kind === 'played')
    answerVisits(conversation, run.seed, certificates);
}
if (site === serviceSite) await startServices(plan, run);
console.log(JSON.stringify({ ready: site }));

const input = createInterface({ input: process.stdin });
const [epoch] = (await once(input, 'line')) as [string];
input.once('close', () => {
  for (const describe of openVisits) console.log(JSON.stringify(describe()));
  process.exit(0);
});
for (const conversation of plan) {
  if (conversation.clientSite !== site) continue;
  conversation.visits.forEach(({ startMs }, number) => {
    setTimeout(() => void visit(conversation, number), Number(epoch) + startMs - Date.now());
  });
}

async function visit(conversation: Conversation, number: number): Promise<void> {
  const report =
    conversation.content.kind === 'played'
      ? await visitAsClient(conversation, number, run.seed)
      : await visitService(conversation, number, run);
  console.log(JSON.stringify(report));
}
