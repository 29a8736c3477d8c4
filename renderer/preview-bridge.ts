import type {
  Access,
  Delta,
  EventName,
  EventPayload,
  KanariaBridge,
  RequestName,
  Session,
  Settings,
} from '../shared/contract';
import type { ConnectionRow } from '../shared/contract';
import type { Failure } from '../shared/connection';
import type { Warning } from '../shared/failure-about';
import type { ScanRequest } from '../shared/file-scan';
import {
  previewIdleSession,
  sampleDetail,
  sampleInterfaces,
  samplePoolLists,
  sampleRow,
  sampleSession,
} from './preview-data';
import type { HostReport } from '../shared/host';
import { calmHost, freshHost, sampleHost } from './preview-host';
import { createRandom } from './preview-random';
import type { DeviceList } from '../shared/device';
import { sampleDevices } from './preview-devices';
import { filesPreviewStates, PreviewFiles, sampleCluster, sampleClusters } from './preview-files';

/** Every state of the window worth looking at. */
export const previewStates = [
  'start',
  'denied',
  'nothing',
  'looking',
  'empty',
  'unjudged',
  'calm',
  'mining',
  'suspicious',
  'demo',
  'paused',
  'failed',
  'crashed',
  'many',
  'file',
  'bare',
  'computer',
  'computer-calm',
  'computer-fresh',
  'devices',
  'devices-empty',
  'devices-many',
  ...filesPreviewStates,
] as const;
export type PreviewState = (typeof previewStates)[number];

/** States with connections of every kind. */
const fullStates = new Set<PreviewState>(['mining', 'crashed', 'computer', 'bare', 'devices', 'devices-many']);

const permitted: Access = {
  isPermitted: true,
  tool: 'dumpcap',
  tools: [
    { tool: 'dumpcap', isInstalled: true, isPermitted: true, version: '4.0.17', note: null },
    { tool: 'tcpdump', isInstalled: true, isPermitted: false, version: '4.99.3', note: 'needs cap_net_raw' },
    { tool: 'cap', isInstalled: false, isPermitted: false, version: null, note: null },
  ],
  reason: null,
  command: null,
};

const denied: Access = {
  ...permitted,
  isPermitted: false,
  tool: null,
  reason: 'Only the group wireshark may capture, and you are not in it; log out and in again after joining it.',
  cause: { code: 'not-in-group', group: 'wireshark' },
  command: 'sudo usermod -aG wireshark $USER',
};

const toolFailed: Failure = {
  kind: 'interface-down',
  message: 'The interface wlp2s0 went down, so the capture has stopped.',
  remedy: 'Bring it up and start again: sudo ip link set dev wlp2s0 up',
  about: { deed: 'capture', subject: 'wlp2s0', command: 'sudo ip link set dev wlp2s0 up' },
};

const notSaved: Failure = {
  kind: 'not-saved',
  message: 'The settings could not be written: EROFS: read-only file system.',
  remedy: 'Make room or allow writing there.',
};

const unplugged: Warning = {
  code: 'unplugged',
  text: 'wlp2s0 lost its link during the capture (cable or radio).',
  interfaceName: 'wlp2s0',
};

const nothingJudged: Warning = {
  code: 'nothing-judged',
  text: 'Nothing in it could be judged, so it may hold anything: 320 packets, 320 of unknown link type.',
  packets: 320,
  notIp: 0,
  damaged: 0,
  unknownLinkType: 320,
};

/** Development and tests only: the whole contract in memory, on sample data, in one of the states above. */
export function createPreviewBridge(state: PreviewState): KanariaBridge {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const rows = new Map<string, ConnectionRow>();
  let session: Session = previewIdleSession;
  let settings: Settings = {
    version: 1,
    language: 'system',
    theme: 'system',
    engineHost: 'utility',
    keepPacketsMegabytes: 64,
    maxConnections: 200_000,
    idleWatts: null,
    fullLoadWatts: null,
    pricePerKilowattHour: null,
    currency: null,
  };
  const files = new PreviewFiles(state, (change) => emit('scanChanged', change));
  let isWatching = false;
  let tick = 0;
  const random = createRandom(42);

  function fill(count: number, from = 0): void {
    for (let index = from; index < from + count; index += 1) rows.set(`c${index}`, sampleRow(index));
    session = sampleSession([...rows.values()]);
  }

  function enter(): void {
    const source = session.source;
    if (fullStates.has(state)) fill(64);
    else if (state === 'many') fill(5000);
    else if (state === 'suspicious') fill(40, 2);
    else if (state === 'calm' || state === 'computer-calm') fill(40, 5);
    else if (state === 'demo') {
      fill(18);
      session = {
        ...session,
        source: { kind: 'demo', label: 'demo', tool: null, timestamps: 'file', isHeadersOnly: false },
        dropped: null,
      };
    } else if (state === 'file') {
      fill(64);
      session = {
        ...session,
        source: { kind: 'file', label: 'office-monday.pcapng', tool: null, timestamps: 'file', isHeadersOnly: true },
        dropped: null,
        progress: 0.43,
      };
    } else if (state === 'paused') {
      fill(64);
      session = { ...session, state: 'paused', warnings: [unplugged] };
    } else if (state === 'looking')
      session = { ...sampleSession([]), packets: 12, bytes: 1400, dropped: null, keptBytes: 1400 };
    else if (state === 'empty')
      session = {
        ...sampleSession([]),
        state: 'ended',
        source: { kind: 'file', label: 'empty.pcap', tool: null, timestamps: 'file', isHeadersOnly: false },
        packets: 0,
        bytes: 0,
        clock: null,
        dropped: null,
      };
    else if (state === 'unjudged')
      session = {
        ...sampleSession([]),
        state: 'ended',
        source: { kind: 'file', label: 'private.pcap', tool: null, timestamps: 'file', isHeadersOnly: false },
        packets: 320,
        skipped: 320,
        dropped: null,
        progress: 1,
        warnings: [nothingJudged],
      };
    else if (state === 'failed') {
      fill(30, 5);
      session = { ...session, state: 'failed', failure: toolFailed, dropped: 1204, evicted: 31, hiddenRows: 220 };
    } else session = { ...previewIdleSession, source };
  }

  function emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of listeners.get(name) ?? []) (listener as (value: EventPayload<N>) => void)(payload);
  }

  function sendDelta(): void {
    tick += 1;
    files.tick();
    if (isWatching && tick % 4 === 0) {
      const packetsPerSecond = {
        wlp2s0: Math.floor(40 + random() ** 4 * 900),
        docker0: Math.floor(random() ** 6 * 60),
        tun0: Math.floor(random() * 20),
        lo: Math.floor(random() ** 8 * 400),
        any: Math.floor(60 + random() ** 4 * 900),
      };
      emit('interfaceActivity', { packetsPerSecond });
    }
    if (session.state !== 'running') return;
    const changed = [...rows.values()]
      .filter((row) => row.isActive && random() < 0.3)
      .map((row) => {
        const bytes = Math.floor(random() ** 3 * 20_000);
        return {
          ...row,
          durationMs: row.durationMs + 250,
          packets: { up: row.packets.up + 1, down: row.packets.down + 1 },
          bytes: { up: row.bytes.up + 120, down: row.bytes.down + bytes },
          rate: [...row.rate.slice(1), bytes * 4],
        };
      });
    for (const row of changed) rows.set(row.key, row);
    session = {
      ...session,
      packets: session.packets + changed.length * 2,
      bytes: session.bytes + changed.length * 900,
    };
    const delta: Delta = { session, changed, removed: [], isReset: false };
    emit('delta', delta);
  }

  const answers: Record<RequestName, (input: never) => unknown> = {
    'app.getAbout': () => ({
      version: '0.1.0',
      model: { name: 'flow-ensemble', version: '1', sha256: 'a3f1'.repeat(16) },
      host: 'electron-utility',
      platform: 'linux',
    }),
    'settings.get': () => settings,
    'settings.set': (part: Partial<Settings>) => {
      settings = { ...settings, ...part };
      emit('settingsChanged', settings);
      return settings;
    },
    'poolLists.list': () => samplePoolLists,
    'poolLists.import': () => samplePoolLists[0],
    'poolLists.remove': ({ id }: { id: string }) => samplePoolLists.filter((list) => list.id !== id),
    'interfaces.list': () => (state === 'nothing' ? [] : sampleInterfaces),
    'interfaces.watchActivity': ({ isOn }: { isOn: boolean }) => {
      isWatching = isOn;
      return {};
    },
    'access.check': () => (state === 'denied' ? denied : permitted),
    'session.getSnapshot': () => ({ session, rows: [...rows.values()] }),
    'session.start': () => {
      fill(64);
      emit('delta', { session, changed: [...rows.values()], removed: [], isReset: true });
      return {};
    },
    'session.stop': () => change('ended'),
    'session.pause': () => change('paused'),
    'session.resume': () => change('running'),
    'connection.getDetail': ({ key }: { key: string }) => {
      const row = rows.get(key);
      return row === undefined ? null : sampleDetail(row);
    },
    'connection.savePackets': ({ key }: { key: string }) => ({
      path: `/home/me/Downloads/${key}.pcapng`,
      packets: 519,
    }),
    'file.pick': () => ({ path: null, isSupported: false }),
    'files.startScan': (request: ScanRequest) => files.start(request),
    'files.stopScan': () => files.stop(),
    'files.getScan': () => files.snapshot(),
    'files.getFile': ({ key }: { key: string }) => files.file(key),
    'files.pickPaths': () => ({ paths: [], isSupported: false }),
    'devices.list': () => sampleDeviceList(),
    'host.getReport': () => sampleReport(),
    'host.watch': () => ({}),
    'clusters.list': () => sampleClusters,
    'clusters.get': ({ id, tlsh }: { id: string; tlsh: string | null }) => sampleCluster(id, tlsh),
  };

  function sampleDeviceList(): DeviceList {
    const devices = sampleDevices([...rows.values()]);
    return state === 'devices-many'
      ? { devices, devicesInAll: 4096, areAllCounted: false }
      : { devices, devicesInAll: devices.length, areAllCounted: true };
  }

  function sampleReport(): HostReport {
    if (state === 'computer-calm') return calmHost(sampleHost());
    return state === 'computer-fresh' ? freshHost(sampleHost()) : sampleHost(state === 'bare');
  }

  function change(next: Session['state']): object {
    session = { ...session, state: next };
    emit('delta', { session, changed: [], removed: [], isReset: false });
    return {};
  }

  enter();
  setInterval(sendDelta, 250);
  if (state === 'crashed') setTimeout(() => emit('engineState', { state: 'restarting', message: null }), 300);

  return {
    request(name, input) {
      if (state === 'failed' && name === 'settings.set') return Promise.resolve({ kind: 'failed', failure: notSaved });
      const value = (answers[name] as (given: unknown) => unknown)(input);
      const failure: Failure = { kind: 'not-found', message: 'No such connection.', remedy: '' };
      return Promise.resolve(value === null ? { kind: 'failed', failure } : { kind: 'ok', value: value as never });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
  };
}
