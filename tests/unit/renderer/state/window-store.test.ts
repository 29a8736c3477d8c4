import { describe, expect, it } from 'vitest';
import { previewIdleSession } from '../../../../renderer/preview-data';
import { createWindowStore } from '../../../../renderer/state/window-store';
import { createBridgeClient } from '../../../../shared/bridge-client';
import type { ClientMessage, Delta, RequestName } from '../../../../shared/contract';
import { makeRow } from '../sample-row';

/** A store behind the real client, with the other end of the transport in the test's hands. */
function connect() {
  const asked: ClientMessage[] = [];
  const client = createBridgeClient({ send: (message) => asked.push(message), startTimer: () => () => undefined });
  client.open();
  const store = createWindowStore(client);
  async function answer(name: RequestName, value: unknown): Promise<void> {
    const index = asked.findIndex((message) => message.name === name);
    const [message] = asked.splice(index, 1);
    client.receive({ kind: 'reply', id: message.id, reply: { kind: 'ok', value } });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const delta = (part: Partial<Delta>): void =>
    client.receive({
      kind: 'event',
      name: 'delta',
      payload: { session: previewIdleSession, changed: [], removed: [], isReset: false, ...part },
    });
  return { asked, client, store, answer, delta };
}

describe('createWindowStore', () => {
  it('ignores deltas older than the snapshot and applies those after it', async () => {
    const { store, answer, delta } = connect();
    delta({ changed: [makeRow('old')] });
    expect(store.live.get().session).toBeNull();
    await answer('session.getSnapshot', { session: previewIdleSession, rows: [makeRow('a')] });
    delta({ changed: [makeRow('b')] });
    expect([...store.live.get().rows.keys()]).toEqual(['a', 'b']);
    store.dispose();
  });

  it('asks for everything again when the engine came back', async () => {
    const { asked, client, store, answer } = connect();
    await answer('session.getSnapshot', { session: previewIdleSession, rows: [makeRow('a')] });
    client.receive({ kind: 'event', name: 'engineState', payload: { state: 'restarting', message: null } });
    expect(store.host.get().engine.state).toBe('restarting');
    expect(store.live.get().rows.size).toBe(1);
    asked.length = 0;
    client.receive({ kind: 'event', name: 'engineState', payload: { state: 'running', message: null } });
    await answer('session.getSnapshot', { session: previewIdleSession, rows: [] });
    expect(store.live.get().rows.size).toBe(0);
    store.dispose();
  });
});
