/** One run of the lab: hosts, relay, servers and clients, recorded; then labelled. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeNamespaces } from './network/namespaces';
import { startRelay } from './network/start-relay';
import { runMs, warmUpMs, type LabOptions, type LabRun } from './plan/lab-options';
import { planLab } from './plan/plan-lab';
import { clientSites, sites } from './plan/sites';
import { makeCertificates } from './play/make-certificates';
import type { VisitReport } from './play/play-visits';
import { labelRecording, type LabLabels } from './record/label-run';
import { recordSite } from './record/record-site';

export interface LabOutcome {
  readonly labels: readonly LabLabels[];
  /** How visits went, as their clients saw it. */
  readonly reports: readonly VisitReport[];
}

/**
 * Runs the lab and leaves `lab-SEED-SITE.pcap` and labels.json in `out`. Needs root on Linux. `onProgress` hears what happens and
 * how many seconds are left. When `signal` aborts, the run ends early and what was recorded is labelled.
 */
export async function runLab(
  options: LabOptions,
  out: string,
  onProgress: (what: string, secondsLeft: number) => void,
  signal: AbortSignal,
): Promise<LabOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kanaria-lab-'));
  const run: LabRun = { ...options, folder };
  const wholeSeconds = runMs(options) / 1000;
  const plan = planLab(run);
  const reports: VisitReport[] = [];
  mkdirSync(out, { recursive: true });
  onProgress(`making certificates and hosts for ${plan.length} conversations`, wholeSeconds + 15);
  makeCertificates(join(folder, 'certificates'));
  const runFile = join(folder, 'run.json');
  writeFileSync(runFile, JSON.stringify(run));
  const namespaces = makeNamespaces(process.pid.toString(36));
  const clean = (): void => {
    namespaces.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clean);
  try {
    await firstLine(startRelay(namespaces.names, plan, options.seed, folder), 'The relay');
    namespaces.start(plan);
    onProgress('starting servers and clients', wholeSeconds + 10);
    const programs = sites.map((_, site) => startSite(namespaces.names[site], runFile, site));
    await Promise.all(programs.map((program, site) => firstLine(program, `Site ${site}`)));
    for (const program of programs) listen(program, (line) => reports.push(JSON.parse(line) as VisitReport));
    const epochMs = Date.now();
    for (const program of programs) program.stdin?.write(`${epochMs}\n`);
    await sleep(warmUpMs(options), undefined, { signal }).catch(() => undefined);
    const nameOf = (site: number): string => `lab-${options.seed}-${site}.pcap`;
    const recordings = await Promise.all(
      clientSites.map((site) => recordSite(namespaces.names[site], join(out, nameOf(site)), options.snapLength)),
    );
    const endMs = epochMs + wholeSeconds * 1000;
    while (Date.now() < endMs && !signal.aborted) {
      onProgress(`recording, ${reports.length} visits are over`, (endMs - Date.now()) / 1000);
      await sleep(Math.min(10_000, endMs - Date.now()), undefined, { signal }).catch(() => undefined);
    }
    for (const recording of recordings) await recording.stop();
    await Promise.all(programs.map(endSite));
    namespaces.remove();
    onProgress('labelling', 0);
    const labels: LabLabels[] = [];
    for (const site of clientSites)
      labels.push(await labelRecording(join(out, nameOf(site)), nameOf(site), plan, reports, options.snapLength));
    writeFileSync(join(out, 'labels.json'), `${JSON.stringify(labels, null, 1)}\n`);
    return { labels, reports };
  } finally {
    clean();
    process.off('exit', clean);
  }
}

function startSite(namespace: string, runFile: string, site: number): ChildProcess {
  const program = join(import.meta.dirname, 'play/run-site.ts');
  const node = [process.execPath, '--import', 'tsx', program, runFile, String(site)];
  return spawn('ip', ['netns', 'exec', namespace, ...node], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
}

/** Lets a site report what is still open; it has a few seconds. */
async function endSite(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const ended = once(program, 'close');
  program.stdin?.end();
  await Promise.race([ended, sleep(5000)]);
}

/** Waits for the first line of a program; rejects when it ends before. */
function firstLine(program: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    program.stdout?.once('data', () => resolve());
    program.once('exit', (code) => reject(new Error(`${name} ended early (${code}).`)));
    program.once('error', reject);
  });
}

function listen(program: ChildProcess, hear: (line: string) => void): void {
  if (program.stdout !== null) createInterface({ input: program.stdout }).on('line', hear);
}
