/** Live capture in the packaged app: a miner's packets arrive on an interface, the verdict appears in the window. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { messagesEn as words } from '../../shared/messages-en';
import { type RunningApp, canRunApp, launchApp } from '../support/electron-app';
import { inNamespace, makeVethPair, type VethPair } from '../support/netns';
import { canMakeNamespaces, hasProgram, requireOrSkip } from '../support/requirements';
import { minerPackets, quietPackets, writeCapture } from '../unit/engine/small-captures';
import { ask, openMiningConnection, patienceMs, readEvidence } from './window-actions';

const canRun = requireOrSkip('the packaged app and a display', canRunApp());
const canReplay = requireOrSkip('network namespaces and tcpreplay', canMakeNamespaces() && hasProgram('tcpreplay'));
const canCapture = requireOrSkip('dumpcap or tcpdump', hasProgram('dumpcap') || hasProgram('tcpdump'));
const run = promisify(execFile);

let pair: VethPair | null = null;
let desktop: RunningApp | null = null;

afterEach(async () => {
  await desktop?.close();
  pair?.remove();
  desktop = pair = null;
});

/** Sends the capture once; the connection is over within a second or two. */
function replay({ send }: VethPair, file: string) {
  return run(...inNamespace(send.namespace, 'tcpreplay', '-q', '--pps=20', '-i', send.interfaceName, file));
}

describe.runIf(canRun && canReplay && canCapture)('live capture', () => {
  it('shows a miner that is replayed onto an interface, and the evidence', async () => {
    pair = makeVethPair({ isListenerOutside: true });
    desktop = await launchApp({ args: [`--interface=${pair.listen.interfaceName}`] });
    const { window } = desktop;
    await window.getByText(words.status.listeningTo(pair.listen.interfaceName)).waitFor({ timeout: patienceMs });
    await expect
      .poll(() => ask(window, 'session.getSnapshot', {}), { timeout: patienceMs })
      .toMatchObject({
        session: { state: 'running', source: { kind: 'interface', timestamps: 'kernel' } },
      });
    const file = writeCapture([...minerPackets(), ...quietPackets({ client: 31, startSeconds: 2 })]);
    await replay(pair, file);

    const panel = await openMiningConnection(window, '203.0.113.9');
    const evidence = (await readEvidence(panel)).join('\n');
    expect(evidence).toContain(words.detail.kinds.stratum);
    expect(evidence).toContain('XMRig/6.21.0');
    const { session, rows } = await ask(window, 'session.getSnapshot', {});
    expect(session).toMatchObject({ mining: 1, connections: 2 });
    const { key } = rows.find(({ verdict }) => verdict === 'mining') ?? { key: '' };
    // The last packets may still be on their way.
    await expect
      .poll(async () => (await ask(window, 'connection.getDetail', { key })).packetsKept, { timeout: patienceMs })
      .toBe(minerPackets().length);
  });

  it('says so when the interface goes away, and keeps what was found', async () => {
    pair = makeVethPair({ isListenerOutside: true });
    desktop = await launchApp({ args: [`--interface=${pair.listen.interfaceName}`] });
    const { window } = desktop;
    await expect
      .poll(async () => (await ask(window, 'session.getSnapshot', {})).session.state, { timeout: patienceMs })
      .toBe('running');
    await replay(pair, writeCapture(minerPackets()));
    await openMiningConnection(window);
    pair.remove();
    await window
      .getByRole('alert')
      .filter({ hasText: words.failure['interface-down'] })
      .waitFor({ timeout: patienceMs });
    await openMiningConnection(window);
  });
});
