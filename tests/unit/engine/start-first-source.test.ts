import { afterEach, expect, it } from 'vitest';
import { ContractHost } from '../../../main/engine/contract-host';
import { startFirstSource } from '../../../main/engine/start-first-source';
import { SettingsStore } from '../../../main/settings/settings-store';
import type { NetworkInterface } from '../../../shared/contract';
import { ManualSource } from './manual-source';
import { minerPackets, writeCapture } from './small-captures';
import { fileParts, permitted, startEngine, type TestEngine } from './start-engine';

const lan: NetworkInterface = {
  name: 'eth0',
  description: null,
  kind: 'ethernet',
  addresses: ['192.168.7.20'],
  isUp: true,
  isDefault: true,
};
const down = { kind: 'interface-down', message: 'eth0 went down.', remedy: 'Look at the cable.' } as const;
let running: TestEngine | null = null;

afterEach(() => running?.engine.dispose());

function start(source: ManualSource, isPermitted = true) {
  const { prepareSource, ...parts } = fileParts({}, writeCapture(minerPackets()));
  running = startEngine({
    ...parts,
    prepareSource: (request) =>
      request.kind === 'interface' ? Promise.resolve({ kind: 'ok', source }) : prepareSource(request),
    listInterfaces: () => Promise.resolve([lan]),
    checkAccess: () => Promise.resolve({ ...permitted, isPermitted, reason: isPermitted ? null : 'Not permitted.' }),
  });
  const { engine } = running;
  const host = new ContractHost({ engine, settings: new SettingsStore(null), dialogs: null, downloads: '/nowhere' });
  return { host, engine: running };
}

it('listens to the default interface and goes on when that fails later', async () => {
  const source = new ManualSource();
  const { host, engine } = start(source);
  const reasons: string[] = [];
  const first = await startFirstSource(host, null, (reason) => reasons.push(reason));
  expect(first).toMatchObject({ failure: null, request: { interfaces: ['eth0'] } });
  source.feed(minerPackets());
  await engine.waitFor('delta', ({ session }) => session.mining === 1);
  source.end(down);
  const { session } = await engine.waitFor('delta', (delta) => delta.session.state === 'failed');
  expect(session.source?.kind).toBe('interface');
  expect(reasons).toEqual([]);
});

it('plays the demo where capturing is not permitted', async () => {
  const { host } = start(new ManualSource(), false);
  const reasons: string[] = [];
  const first = await startFirstSource(host, null, (reason) => reasons.push(reason));
  expect(first.request).toEqual({ kind: 'demo' });
  expect(reasons).toEqual(['Not permitted.']);
});

it('plays the demo when the capture ends before its first packet', async () => {
  const source = new ManualSource();
  source.end(down);
  const { host, engine } = start(source);
  const reasons: string[] = [];
  await startFirstSource(host, null, (reason) => reasons.push(reason));
  await engine.waitFor('delta', ({ session }) => session.source?.kind === 'demo');
  expect(reasons).toEqual(['eth0 went down.']);
});

it('leaves alone what was started in a window meanwhile', async () => {
  const { host, engine } = start(new ManualSource());
  const window = host.connect(() => undefined);
  const first = startFirstSource(host, null, () => expect.unreachable());
  await window.handle('session.start', { kind: 'demo' });
  expect(await first).toEqual({ request: null, failure: null });
  const { session } = await engine.waitFor('delta', (delta) => delta.session.packets > 0);
  expect(session.source?.kind).toBe('demo');
});

it('puts nothing in the place of what was asked for', async () => {
  const source = new ManualSource();
  source.end(down);
  const { host, engine } = start(source);
  const asked = { kind: 'interface' as const, interfaces: ['eth9'] };
  expect(await startFirstSource(host, asked, () => expect.unreachable())).toEqual({ request: asked, failure: null });
  const { session } = await engine.waitFor('delta', (delta) => delta.session.state === 'failed');
  expect(session.failure).toMatchObject(down);
});
