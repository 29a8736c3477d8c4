import type { About, Access, EventPayload, KanariaBridge, NetworkInterface, Settings } from '../../shared/contract';
import { applyScanChange, followSnapshot, noScan, type FollowedScan } from '../../shared/apply-scan-change';
import type { Failure } from '../../shared/connection';
import { applyDelta, fromSnapshot, noConnections, type LiveConnections } from './live-connections';
import { createStore, type Store } from './store';

export type EngineState = EventPayload<'engineState'>;

/** What the window knows besides connections; null until it is known. */
export interface HostState {
  readonly about: About | null;
  readonly settings: Settings | null;
  readonly access: Access | null;
  readonly interfaces: readonly NetworkInterface[] | null;
  readonly engine: EngineState;
  /** The last request that failed and has not been dismissed. */
  readonly failure: Failure | null;
}

/** Everything the window shows, fed by the bridge. */
export interface WindowStore {
  readonly bridge: KanariaBridge;
  readonly live: Store<LiveConnections>;
  /** The newest scan of files. */
  readonly files: Store<FollowedScan>;
  readonly host: Store<HostState>;
  refreshInterfaces(): Promise<void>;
  /** Tries every capture tool anew, which takes a moment. */
  refreshAccess(): Promise<void>;
  report(failure: Failure | null): void;
  /** Ends the subscriptions. */
  dispose(): void;
}

const initialHost: HostState = {
  about: null,
  settings: null,
  access: null,
  interfaces: null,
  engine: { state: 'running', message: null },
  failure: null,
};

/** How long to wait before asking again for a snapshot that failed. */
const retryMs = 2000;

/** Subscribes first and asks for the snapshot then; deltas older than the snapshot are already part of it. */
export function createWindowStore(bridge: KanariaBridge): WindowStore {
  const live = createStore<LiveConnections>(noConnections);
  const host = createStore<HostState>(initialHost);
  const files = createStore<FollowedScan>(noScan);
  let hasSnapshot = false;
  let hasScan = false;
  let isDisposed = false;

  function update(part: Partial<HostState>): void {
    host.set({ ...host.get(), ...part });
  }

  async function loadSnapshot(): Promise<void> {
    hasSnapshot = false;
    const reply = await bridge.request('session.getSnapshot', {});
    if (isDisposed) return;
    if (reply.kind === 'failed') {
      setTimeout(() => void loadSnapshot(), retryMs);
      return;
    }
    hasSnapshot = true;
    live.set(fromSnapshot(reply.value));
  }

  async function loadScan(): Promise<void> {
    hasScan = false;
    const reply = await bridge.request('files.getScan', {});
    if (isDisposed) return;
    if (reply.kind === 'failed') {
      setTimeout(() => void loadScan(), retryMs);
      return;
    }
    hasScan = true;
    files.set(followSnapshot(reply.value));
  }

  async function loadHost(): Promise<void> {
    // Settings apply as their own reply comes: one that waited for another would undo a change in between.
    const asking = bridge.request('app.getAbout', {});
    const settings = await bridge.request('settings.get', {});
    if (settings.kind === 'ok') update({ settings: settings.value });
    const about = await asking;
    if (about.kind === 'ok') update({ about: about.value });
  }

  async function refreshInterfaces(): Promise<void> {
    const interfaces = await bridge.request('interfaces.list', {});
    if (interfaces.kind === 'ok') update({ interfaces: interfaces.value });
  }

  async function refreshAccess(): Promise<void> {
    const access = await bridge.request('access.check', {});
    if (access.kind === 'ok') update({ access: access.value });
  }

  const unsubscribes = [
    bridge.on('delta', (delta) => {
      if (hasSnapshot) live.set(applyDelta(live.get(), delta));
    }),
    bridge.on('scanChanged', (change) => {
      if (hasScan) files.set(applyScanChange(files.get(), change));
    }),
    bridge.on('accessChanged', (access) => update({ access })),
    bridge.on('settingsChanged', (settings) => update({ settings })),
    bridge.on('engineState', (engine) => {
      const wasDown = host.get().engine.state !== 'running';
      update({ engine });
      if (engine.state !== 'running' || !wasDown) return;
      void loadSnapshot();
      void loadScan();
      void loadHost();
      void refreshInterfaces();
      void refreshAccess();
    }),
  ];
  void loadSnapshot();
  void loadScan();
  void loadHost();
  void refreshInterfaces();
  void refreshAccess();

  return {
    bridge,
    live,
    files,
    host,
    refreshInterfaces,
    refreshAccess,
    report: (failure) => update({ failure }),
    dispose() {
      isDisposed = true;
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}
