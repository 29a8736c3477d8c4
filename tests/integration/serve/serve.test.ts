import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContractHost } from '../../../main/engine/contract-host';
import type { EngineEndpoint, EngineEvent } from '../../../main/engine/engine-endpoint';
import { idleSession } from '../../../shared/idle-session';
import { serve } from '../../../main/serve/serve';
import type { ConnectionRow, Delta, Session } from '../../../shared/contract';
import { ManualSource } from '../../unit/engine/manual-source';
import { minerPackets, quietPackets, writeCapture } from '../../unit/engine/small-captures';
import { fileParts } from '../../unit/engine/start-engine';
import {
  connectClient,
  openSocket,
  outcomeOf,
  serveWindow,
  type BrowserClient,
  type ServedWindow,
  type SocketOptions,
} from './serve-window';

let source: ManualSource;
let served: ServedWindow;

beforeEach(async () => {
  source = new ManualSource();
  const { prepareSource } = fileParts();
  served = await serveWindow(
    fileParts({
      prepareSource: (asked) =>
        asked.kind === 'interface' ? Promise.resolve({ kind: 'ok', source }) : prepareSource(asked),
    }),
  );
});
afterEach(() => served.close());

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

function get(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = served.url;
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path: target, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asking.on('error', reject).end();
  });
}

function nextDelta(client: BrowserClient, isWanted: (session: Session) => boolean): Promise<Delta> {
  return new Promise((resolve) => {
    const stop = client.on('delta', (delta) => {
      if (!isWanted(delta.session)) return;
      stop();
      resolve(delta);
    });
  });
}

describe('the page', () => {
  it('comes with the token only, and with headers that keep it to itself', async () => {
    const page = await get(served.url.pathname + served.url.search);
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('Kanaria') });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await get('/')).status).toBe(403);
    expect((await get('/index.html?token=wrong')).status).toBe(403);
  });

  it.each(['example.org', 'kanaria.example:80', '127.0.0.1'])(
    'is not given to a browser that asks for %j',
    async (host) => {
      expect((await get(served.url.pathname + served.url.search, { Host: host })).status).toBe(403);
    },
  );

  it('leaves nothing but its own files to be asked for, and only by GET', async () => {
    expect((await get('/assets/main.js')).status).toBe(200);
    for (const target of [
      '/../kanaria-secret.html',
      '/%2e%2e/kanaria-secret.html',
      '/..%2fkanaria-secret.html',
      '//etc/passwd',
      '/assets',
      '/assets/',
      'http://127.0.0.1/',
    ]) {
      expect((await get(target)).status, target).toBe(404);
    }
    expect((await get('/assets/main.js', {}, 'POST')).status).toBe(405);
  });
});

describe('the socket', () => {
  it('opens for our own page', async () => {
    expect(await outcomeOf(openSocket(served.url))).toBe('open');
    const { port } = served.url;
    const byName = { origin: `http://localhost:${port}`, host: `localhost:${port}` };
    expect(await outcomeOf(openSocket(served.url, byName))).toBe('open');
  });

  it.each<[string, SocketOptions]>([
    ['another token', { token: 'x'.repeat(32) }],
    ['no token', { token: '' }],
    ['another origin', { origin: 'http://example.org' }],
    ['an origin on another port', { origin: 'http://127.0.0.1:1' }],
    ['no origin', { origin: null }],
    ['an opaque origin', { origin: 'null' }],
    ['another host', { host: 'example.org' }],
    ['another path', { path: '/' }],
  ])('is refused with %s', async (_what, options) => {
    expect(await outcomeOf(openSocket(served.url, options))).toBe(403);
  });

  it.each(['not json', '[]', '{"kind":"request"}', '{"kind":"reply","id":1}'])('closes on %s', async (text) => {
    const socket = openSocket(served.url);
    await outcomeOf(socket);
    socket.send(text);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1008);
  });
});

describe('a client', () => {
  it('gets a snapshot, then deltas that lead to the same rows', async () => {
    const first = await connectClient(served.url);
    const rows = new Map<string, ConnectionRow>();
    first.on('delta', ({ isReset, changed, removed }) => {
      if (isReset) rows.clear();
      for (const row of changed) rows.set(row.key, row);
      for (const key of removed) rows.delete(key);
    });
    expect(await first.request('session.getSnapshot', {})).toMatchObject({
      value: { session: { state: 'idle' }, rows: [] },
    });
    const ended = nextDelta(first, ({ state }) => state === 'ended');
    const path = writeCapture([...minerPackets(), ...quietPackets({ client: 30 })]);
    expect(await first.request('session.start', { kind: 'file', path })).toMatchObject({ kind: 'ok' });
    await ended;

    const second = await connectClient(served.url);
    const snapshot = await second.request('session.getSnapshot', {});
    expect(snapshot).toMatchObject({ kind: 'ok', value: { session: { mining: 1, connections: 2 } } });
    if (snapshot.kind === 'ok') expect([...rows.values()]).toEqual(snapshot.value.rows);
  });

  it('is answered with a failure when it asks badly, and can go on asking', async () => {
    const client = await connectClient(served.url);
    const bad = await client.request('session.start', { kind: 'file' } as never);
    expect(bad).toMatchObject({ kind: 'failed', failure: { kind: 'bad-request' } });
    expect(await client.request('settings.set', { theme: 'purple' as never })).toMatchObject({ kind: 'failed' });
    expect(await client.request('file.pick', {})).toEqual({ kind: 'ok', value: { path: null, isSupported: false } });
    const about = await client.request('app.getAbout', {});
    expect(about).toMatchObject({ kind: 'ok', value: { host: 'serve' } });
  });

  it('shares settings with the others and keeps what it did not name', async () => {
    const [one, other] = [await connectClient(served.url), await connectClient(served.url)];
    const heard = new Promise((resolve) => other.on('settingsChanged', resolve));
    await one.request('settings.set', { language: 'ja' });
    expect(await heard).toMatchObject({ language: 'ja', theme: 'system' });
    const set = await one.request('settings.set', { theme: 'dark' });
    expect(set).toMatchObject({ kind: 'ok', value: { language: 'ja', theme: 'dark' } });
  });

  it('saves packets where downloads go, never over another file', async () => {
    const client = await connectClient(served.url);
    const flagged = nextDelta(client, ({ state, mining }) => state === 'ended' && mining === 1);
    await client.request('session.start', { kind: 'file', path: writeCapture(minerPackets()) });
    await flagged;
    const snapshot = await client.request('session.getSnapshot', {});
    const key = snapshot.kind === 'ok' ? snapshot.value.rows[0].key : '';
    const saved = [
      await client.request('connection.savePackets', { key }),
      await client.request('connection.savePackets', { key }),
    ];
    expect(saved).toMatchObject([{ value: { packets: minerPackets().length } }, { kind: 'ok' }]);
    const files = readdirSync(served.downloads).filter((name) => name.endsWith('.pcapng'));
    expect(files).toHaveLength(2);
    const over = `${served.downloads}/${files[0]}`;
    for (const path of [over, '/tmp/.bashrc', `${served.downloads}/settings.json`]) {
      expect(await client.request('connection.savePackets', { key, path })).toMatchObject({ kind: 'failed' });
    }
  });

  it('takes its wish for live lines along when it goes', async () => {
    const watching: boolean[] = [];
    await served.close();
    served = await serveWindow(
      fileParts({
        watchActivity: () => {
          watching.push(true);
          return () => void watching.pop();
        },
      }),
    );
    const [one, other] = [await connectClient(served.url), await connectClient(served.url)];
    await one.request('interfaces.watchActivity', { isOn: true });
    await other.request('interfaces.watchActivity', { isOn: true });
    await one.request('interfaces.watchActivity', { isOn: false });
    expect(watching).toEqual([true]);
    other.socket.terminate();
    await expect.poll(() => watching).toEqual([]);
  });
});

it('says in one sentence that a port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const host = {} as ContractHost;
  const { pathname: folder } = new URL('../../../renderer', import.meta.url);
  const outcome = await serve({ host, folder, port });
  other.close();
  expect(outcome).toMatchObject({ kind: 'failed', failure: { message: `Port ${port} is taken.` } });
});

it('says that the window has not been built', async () => {
  const outcome = await serve({ host: {} as ContractHost, folder: '/nowhere', port: 0 });
  expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'missing', remedy: 'Run: npm run build' } });
});

describe('a client that does not read', () => {
  const session = idleSession(0);
  const listeners = new Set<(event: EngineEvent) => void>();
  let lastSent = 0;
  // An engine that tells as much as the test wants: a megabyte in each delta, numbered by its packets.
  const talkative: EngineEndpoint = {
    handle: () => Promise.resolve({ kind: 'ok', value: { session: { ...session, packets: lastSent }, rows: [] } }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    applySettings: () => undefined,
    dispose: () => Promise.resolve(),
  };
  const tell = (number: number): void => {
    lastSent = number;
    const payload: Delta = {
      session: { ...session, packets: number },
      changed: [],
      removed: ['x'.repeat(1e6)],
      isReset: false,
    };
    for (const listener of listeners) listener({ name: 'delta', payload });
  };

  it('gets no backlog, and everything anew once it reads again', async () => {
    await served.close();
    served = await serveWindow(fileParts(), talkative);
    const client = await connectClient(served.url);
    const numbers: number[] = [];
    client.on('delta', (delta) => numbers.push(delta.isReset ? -delta.session.packets : delta.session.packets));
    client.socket.pause();
    for (let number = 1; number <= 60; number++) {
      tell(number);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    client.socket.resume();
    await expect.poll(() => numbers.at(-1), { timeout: 20_000 }).toBe(-60);
    expect(numbers.length).toBeLessThan(40);
    tell(61);
    await expect.poll(() => numbers.at(-1)).toBe(61);
  });
});
