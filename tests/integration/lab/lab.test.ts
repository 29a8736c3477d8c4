/** A short run of the lab: a pool and its clients over real sockets in namespaces, real servers, recorded and judged. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstStop } from '../../../models/lab/plan/conversation';
import type { LabOptions } from '../../../models/lab/plan/lab-options';
import { planLab } from '../../../models/lab/plan/plan-lab';
import type { LabLabels } from '../../../models/lab/record/label-run';
import { runLab, type LabOutcome } from '../../../models/lab/run-lab';
import { findMissingPrograms } from '../../../models/lab/services/available-services';
import { canMakeNamespaces, hasProgram, requireOrSkip } from '../../support/requirements';
import { runKanaria } from '../cli/run-kanaria';

const carriers = ['plain', 'tls', 'ws', 'ws+tls', 'socks', 'connect'];
const ways = new Set(['plain', 'socks', 'connect', 'ws']);

type Flow = Pick<LabLabels['benign_flows'][number], 'kind' | 'what' | 'handshake_seen' | 'sport' | 'dst'>;

interface Judged {
  client: { port: number };
  server: { address: string };
  verdict: string;
}

function optionsOf(seed: number): LabOptions {
  return {
    seed,
    minutes: 0.5,
    miners: 40,
    played: 8,
    services: 6,
    kinds: 'mining/(?!.*refused|getblock)|benign/(chat|telemetry|imap-idle|feed|mqtt|redis)$',
    available: ['mqtt', 'redis'],
    snapLength: 2048,
  };
}

/** The first seed that draws every way to carry a conversation. */
function pickOptions(): LabOptions {
  for (let seed = 1; ; seed++) {
    const drawn = new Set(
      planLab(optionsOf(seed))
        .filter(({ label }) => label === 'mining')
        .map(({ carrier }) => carrier),
    );
    if (carriers.every((carrier) => drawn.has(carrier as never))) return optionsOf(seed);
  }
}

// Part of the kernel, so nothing that could be installed.
const hasTunnelDevice = existsSync('/dev/net/tun');
if (!hasTunnelDevice) console.log('Skipped, not here: /dev/net/tun.');

const canRun =
  hasTunnelDevice &&
  requireOrSkip('root on Linux, for network namespaces', canMakeNamespaces()) &&
  requireOrSkip(`the lab's programs (${findMissingPrograms().join(', ')})`, findMissingPrograms().length === 0) &&
  requireOrSkip('mosquitto and redis', hasProgram('mosquitto') && hasProgram('redis-server'));

describe.runIf(canRun)('the lab', () => {
  const out = mkdtempSync(join(tmpdir(), 'kanaria-lab-test-'));
  const options = pickOptions();
  let outcome: LabOutcome;

  beforeAll(async () => {
    outcome = await runLab(options, out, () => {}, new AbortController().signal);
  }, 300_000);

  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('has every visit come about', () => {
    expect(outcome.reports.flatMap(({ failure }) => failure ?? [])).toEqual([]);
    expect(outcome.reports.filter(({ overdueMs }) => overdueMs > 10_000)).toEqual([]);
  });

  it('labels what it recorded, over every carrier', () => {
    const labels = JSON.parse(readFileSync(join(out, 'labels.json'), 'utf8')) as LabLabels[];
    const mining = labels.flatMap(({ mining_flows }) => mining_flows);
    expect(labels.every(({ source, link_type }) => source === 'lab' && link_type === 'RAW')).toBe(true);
    expect(mining.map(({ what }) => what.split('/')[2])).toEqual(expect.arrayContaining(carriers));
    for (const flow of mining) expect(['session', 'short-with-work', 'rejected-or-probe']).toContain(flow.kind);
    const benign = labels.flatMap(({ benign_flows }) => benign_flows.map(({ what }) => what.split('/')[1]));
    expect(benign).toEqual(expect.arrayContaining(['mqtt', 'redis']));
  });

  it('is mining to Kanaria where the dialect can be read, and nothing else is', async () => {
    const compressed = new Set(
      planLab(options)
        .filter(({ habits }) => habits.deflates)
        .map(firstStop),
    );
    const isReadable = ({ kind, what, handshake_seen, dst }: Flow): boolean =>
      kind === 'session' &&
      handshake_seen &&
      ways.has(what.split('/')[2]) &&
      !what.includes('v2') &&
      !compressed.has(dst);
    let readable = 0;
    for (const { file, mining_flows, benign_flows } of outcome.labels) {
      const { stdout } = await runKanaria(['analyze', join(out, file), '--format', 'json']);
      const { connections } = JSON.parse(stdout) as { connections: Judged[] };
      const verdicts = new Map(
        connections.map(({ client, server, verdict }) => [`${client.port} ${server.address}`, verdict]),
      );
      const verdictOf = ({ sport, dst }: Flow): string => verdicts.get(`${sport} ${dst}`) ?? 'not listed';
      for (const flow of mining_flows.filter(isReadable)) {
        readable++;
        expect(`${flow.what} ${verdictOf(flow)}`).toBe(`${flow.what} mining`);
      }
      for (const flow of benign_flows) expect(`${flow.what} ${verdictOf(flow)}`).not.toContain(' mining');
    }
    expect(readable).toBeGreaterThan(5);
  });

  it('leaves nothing behind', () => {
    expect(listOwnNamespaces()).toEqual([]);
  });
});

/** Other runs on this machine have other process ids. */
function listOwnNamespaces(): string[] {
  if (!canMakeNamespaces()) return [];
  const names = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  return names
    .split('\n')
    .filter((line) => line.startsWith(`kanaria-lab-${process.pid.toString(36)}-`))
    .sort();
}
