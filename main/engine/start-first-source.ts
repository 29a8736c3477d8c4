/** The first session of a window, with one rule for the desktop and the browser. */
import type { Failure } from '../../shared/connection';
import type { Access, NetworkInterface, Reply, Snapshot, SourceRequest } from '../../shared/contract';
import { chooseStartSource, type StartSource } from './choose-start-source';
import type { ContractClient, ContractHost } from './contract-host';

export interface FirstSource {
  /** Null when something else was started in a window meanwhile. */
  readonly request: SourceRequest | null;
  /** Why what was asked for cannot be had; null when it was started. */
  readonly failure: Failure | null;
}

const demo: SourceRequest = { kind: 'demo' };

/**
 * Starts what was asked for. Where nothing was: the default interface; the demo where that is not permitted, or where the
 * capture turns out to fail before its first packet. What somebody starts in a window meanwhile is left alone. `onDemo` is told
 * why it is only the demo.
 */
export async function startFirstSource(
  host: ContractHost,
  asked: SourceRequest | null,
  onDemo: (reason: string) => void,
): Promise<FirstSource> {
  const client = host.connect((event) => {
    if (event.name !== 'delta') return;
    const { failure, packets } = event.payload.session;
    if (packets > 0) client.close();
    else if (failure !== null && asked === null) void playDemo(failure.message);
  });

  async function playDemo(reason: string): Promise<FirstSource> {
    client.close();
    onDemo(reason);
    return start(demo);
  }

  async function start(request: SourceRequest): Promise<FirstSource> {
    const reply = await client.handle('session.start', request);
    return { request, failure: reply.kind === 'failed' ? reply.failure : null };
  }

  if (asked !== null) {
    client.close();
    return start(asked);
  }
  const { request, reason } = await choose(client);
  if (await isRunning(client)) {
    client.close();
    return { request: null, failure: null };
  }
  if (reason !== null) return playDemo(reason);
  const first = await start(request);
  return first.failure === null ? first : playDemo(first.failure.message);
}

/** Whether somebody has started something in a window meanwhile. */
async function isRunning(client: ContractClient): Promise<boolean> {
  const snapshot = (await client.handle('session.getSnapshot', {})) as Reply<Snapshot>;
  return snapshot.kind === 'ok' && snapshot.value.session.state !== 'idle';
}

async function choose(client: ContractClient): Promise<StartSource> {
  const access = (await client.handle('access.check', {})) as Reply<Access>;
  const interfaces = (await client.handle('interfaces.list', {})) as Reply<NetworkInterface[]>;
  if (access.kind === 'failed') return { request: demo, reason: access.failure.message };
  if (interfaces.kind === 'failed') return { request: demo, reason: interfaces.failure.message };
  return chooseStartSource(access.value, interfaces.value);
}
