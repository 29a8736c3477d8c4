import type { Evidence, Verdict } from '../shared/connection';
import type { ConnectionDetail, ConnectionRow, MessagePoint, NetworkInterface, Session } from '../shared/contract';
import { idleSession } from '../shared/idle-session';
import { sampleOwner } from './preview-host';
import { createRandom } from './preview-random';
import type { PoolList } from '../shared/pool-list';

/** Sample data for looking at the window: plausible, repeatable, nobody's network. */

const epochMs = Date.parse('2026-11-22T14:02:11Z');

export const sampleInterfaces: NetworkInterface[] = [
  {
    name: 'wlp2s0',
    description: null,
    kind: 'wifi',
    addresses: ['192.168.1.23', 'fe80::8a1c:2d0e:77f1:4b'],
    isUp: true,
    isDefault: true,
  },
  { name: 'enp0s31f6', description: 'Intel I219-LM', kind: 'ethernet', addresses: [], isUp: false, isDefault: false },
  { name: 'docker0', description: null, kind: 'virtual', addresses: ['172.17.0.1'], isUp: true, isDefault: false },
  { name: 'tun0', description: 'Office VPN', kind: 'tunnel', addresses: ['10.8.0.6'], isUp: true, isDefault: false },
  { name: 'lo', description: null, kind: 'loopback', addresses: ['127.0.0.1', '::1'], isUp: true, isDefault: false },
  { name: 'any', description: null, kind: 'any', addresses: [], isUp: true, isDefault: false },
];

const names = [
  'www.example.org',
  'cdn.assets.example.net',
  'mail.example.com',
  'sync.notes.example',
  'api.weather.example',
  'updates.distro.example',
  'video-edge-12.stream.example',
  null,
  'telemetry.tv.example',
  null,
  'git.example.dev',
  'chat.example.im',
];
const programs = ['firefox', 'chrome', 'thunderbird', 'node', null, null, 'systemd-timesyncd', 'ssh'];

/** One sample row; the first few are the interesting ones. */
export function sampleRow(index: number): ConnectionRow {
  const random = createRandom(index + 1);
  const special: Partial<Record<number, Verdict>> = {
    0: 'mining',
    1: 'mining',
    2: 'suspicious',
    3: 'undecided',
    4: 'undecided',
  };
  const verdict = special[index] ?? (random() < 0.06 ? 'undecided' : 'clear');
  const isMiner = verdict === 'mining';
  const durationMs = isMiner ? 1_874_000 - index * 600_000 : Math.floor(random() ** 3 * 3_600_000) + 40;
  const packetsUp = isMiner ? 214 : Math.floor(random() * 900) + 2;
  const packetsDown = isMiner ? 305 : Math.floor(packetsUp * (0.8 + random()));
  const risk = { mining: 0.998, suspicious: 0.71, undecided: 0.04 + random() * 0.2, clear: random() ** 4 * 0.1 }[
    verdict
  ];
  const startMs = epochMs - Math.floor(random() * 3_000_000);
  const isActive = isMiner || verdict === 'suspicious' || random() < 0.5;
  const hasMoment = isMiner;
  return {
    key: `c${index}`,
    id: `1:${Array.from({ length: 27 }, () => 'ABCDEFghijkl0123456789+/mnop'[Math.floor(random() * 28)]).join('')}=`,
    series: index < 2 ? 's1' : null,
    protocol: index % 9 === 8 ? 'udp' : 'tcp',
    client: {
      address: index < 2 ? '192.168.1.23' : `192.168.1.${20 + (index % 30)}`,
      port: 40_000 + Math.floor(random() * 20_000),
    },
    server: {
      address: index % 7 === 6 ? `2001:db8:${index.toString(16)}::17` : `203.0.113.${index % 250}`,
      port: isMiner ? 3333 : index === 2 ? 443 : [443, 443, 443, 80, 993, 22, 123][index % 7],
      name: isMiner ? 'pool.minexmr.example' : index === 2 ? null : names[index % names.length],
    },
    start: new Date(startMs).toISOString(),
    end: new Date(startMs + durationMs).toISOString(),
    durationMs,
    packets: { up: packetsUp, down: packetsDown },
    bytes: {
      up: packetsUp * (isMiner ? 118 : Math.floor(80 + random() * 300)),
      down: packetsDown * Math.floor(120 + random() * 1200),
    },
    device: index < 2 ? '192.168.1.23' : `192.168.1.${20 + (index % 30)}`,
    risk,
    verdict,
    firstFlagged: hasMoment ? { afterMs: 412, afterPackets: 6, by: 'evidence' } : null,
    firstEvidence: hasMoment ? { afterMs: 412, afterPackets: 6 } : null,
    firstByModel: hasMoment ? { afterMs: 96_400, afterPackets: 31 } : null,
    programCpu: isMiner ? 1.98 : index % 3 === 0 ? 0.02 : null,
    program: isMiner ? 'kworkerds' : programs[index % programs.length],
    isActive,
    rate: Array.from({ length: 32 }, (_, step) =>
      isMiner ? (step % 7 === 3 ? 420 : step % 11 === 5 ? 230 : 12) : random() ** 3 * 40_000,
    ),
  };
}

const minerEvidence: Evidence[] = [
  {
    kind: 'stratum',
    towards: 'mining',
    weight: 9.2,
    text: '',
    fact: {
      code: 'dialect',
      dialect: 'cryptonote',
      givenAwayBy: 'login',
      agent: 'XMRig/6.21.0',
      login: '48edfHu7…9dLq',
      isWebSocket: false,
      wasRefused: false,
      jobs: 61,
      submits: 38,
      accepted: 37,
      rejected: 1,
    },
  },
  {
    kind: 'pool-name',
    towards: 'mining',
    weight: 3.4,
    text: '',
    fact: { code: 'pool-name', name: 'pool.minexmr.example', matched: 'minexmr', strength: 'known', source: 'dns' },
  },
  {
    kind: 'similarity',
    towards: 'mining',
    weight: 3,
    text: '',
    fact: {
      code: 'program-file',
      program: 'kworkerds',
      pid: 41822,
      path: '/tmp/.X11-unix/kworkerds',
      assessment: 'very-close',
      reason: { code: 'distance', distance: 12, cluster: 'XMRig 6.15-6.21 (Linux)', threshold: 60 },
      nearest: {
        cluster: 'XMRig 6.15-6.21 (Linux)',
        family: 'XMRig',
        distance: 12,
        distanceWithoutLength: 7,
        member: { name: 'xmrig-6.21.0-linux-static-x64', version: '6.21.0', distance: 9 },
      },
    },
  },
  {
    kind: 'cpu',
    towards: 'mining',
    weight: 2,
    text: '',
    fact: {
      ...{ code: 'owner-cpu', level: 'steady', program: 'kworkerds', pid: 41822, cores: 1.97, variation: 0.04 },
      ...{ seconds: 600, openConnections: 1, isGpuBusy: false, secondsPerKilobyte: 38.4 },
    },
  },
  {
    kind: 'power',
    towards: 'mining',
    weight: 0.5,
    text: '',
    fact: {
      ...{ code: 'owner-power', program: 'kworkerds', pid: 41822, watts: 29.8, idleWatts: 8.4 },
      ...{ driver: 'battery', share: 0.86 },
    },
  },
  {
    kind: 'stratum',
    towards: 'mining',
    weight: 0,
    text: '',
    fact: {
      ...{
        code: 'pool-work',
        coin: 'Monero',
        algorithm: 'rx/0',
        pool: 'pool.minexmr.example',
        worker: '48edfHu7…9dLq',
      },
      ...{
        submitted: 38,
        accepted: 37,
        rejected: 1,
        seconds: 1875,
        unit: 'H',
        share: { unit: 'hashes', value: 50_000 },
      },
      ...{ hashesPerSecond: { estimate: 987, low: 695, high: 1360 }, claimedHashesPerSecond: null },
    },
  },
  {
    kind: 'rhythm',
    towards: 'mining',
    weight: 0,
    text: '',
    fact: { code: 'rhythm-pushes', bytes: 312, everySeconds: 30.2, count: 61 },
  },
  {
    kind: 'rhythm',
    towards: 'mining',
    weight: 0,
    text: '',
    fact: { code: 'rhythm-requests', bytes: 203, everySeconds: 48.6, count: 38, answerBytes: 64 },
  },
  {
    kind: 'model',
    towards: 'mining',
    weight: 3.8,
    text: '',
    fact: { code: 'model-opinion', model: 'flow', likelihoodRatio: 44, messages: 137, seconds: 1874 },
  },
];

const quietEvidence: Evidence[] = [
  {
    kind: 'tls',
    towards: 'clear',
    weight: 0.5,
    text: '',
    fact: {
      code: 'tls-hello',
      hasHello: true,
      serverName: 'www.example.org',
      alpn: 'h2',
      ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1',
      version: 'TLS 1.3',
      certificate: null,
      traits: [{ trait: 'web-protocol', weight: -0.5 }],
      isLimited: false,
    },
  },
  {
    kind: 'model',
    towards: 'clear',
    weight: 3.1,
    text: '',
    fact: { code: 'model-opinion', model: 'flow', likelihoodRatio: 0.045, messages: 42, seconds: 31 },
  },
];

function sampleMessages(row: ConnectionRow): MessagePoint[] {
  const random = createRandom(row.key.length * 7 + 1);
  const seconds = row.durationMs / 1000;
  if (row.verdict === 'undecided') return [];
  if (row.verdict !== 'mining') {
    return Array.from({ length: 42 }, (_, i) => ({
      atSeconds: (i / 42) ** 2 * seconds,
      bytes: i % 3 === 0 ? Math.floor(200 + random() * 700) : -Math.floor(400 + random() ** 2 * 16_000),
    }));
  }
  const points: MessagePoint[] = [
    { atSeconds: 0.05, bytes: 487 },
    { atSeconds: 0.12, bytes: -402 },
  ];
  for (let at = 30; at < seconds; at += 29 + random() * 3)
    points.push({ atSeconds: at, bytes: -Math.floor(304 + random() * 18) });
  for (let at = 44; at < seconds; at += 20 + random() * 60) {
    points.push({ atSeconds: at, bytes: Math.floor(198 + random() * 10) }, { atSeconds: at + 0.08, bytes: -64 });
  }
  return points.sort((a, b) => a.atSeconds - b.atSeconds);
}

export function sampleDetail(row: ConnectionRow): ConnectionDetail {
  const isMiner = row.verdict === 'mining';
  const suspicious: Evidence[] = [
    {
      kind: 'tls',
      towards: 'mining',
      weight: 2,
      text: '',
      fact: {
        code: 'tls-hello',
        hasHello: true,
        serverName: null,
        alpn: null,
        ja4: 't12i280600_ed727256b201_ff11c12e41fd',
        version: 'TLS 1.2',
        certificate: {
          subject: 'CN=localhost',
          issuer: 'CN=localhost',
          isSelfSigned: true,
          notBefore: '2026-03-01T00:00:00.000Z',
          notAfter: '2027-03-01T00:00:00.000Z',
        },
        traits: [
          { trait: 'no-name-no-protocol', weight: 1 },
          { trait: 'self-signed', weight: 1 },
        ],
        isLimited: false,
      },
    },
    {
      kind: 'rhythm',
      towards: 'mining',
      weight: 0,
      text: '',
      fact: { code: 'rhythm-pushes', bytes: 340, everySeconds: 61, count: 14 },
    },
    {
      kind: 'model',
      towards: 'mining',
      weight: 3.5,
      text: '',
      fact: { code: 'model-opinion', model: 'flow', likelihoodRatio: 33, messages: 30, seconds: 850 },
    },
  ];
  const undecided: Evidence[] = [
    {
      kind: 'model',
      towards: 'clear',
      weight: 0,
      text: '',
      fact: { code: 'too-little-seen', messages: 0, seconds: 3.2 },
    },
  ];
  const seconds = row.durationMs / 1000;
  return {
    ...row,
    evidence: isMiner
      ? minerEvidence
      : row.verdict === 'suspicious'
        ? suspicious
        : row.verdict === 'undecided'
          ? undecided
          : quietEvidence,
    priorLogOdds: -9.2,
    messages: sampleMessages(row),
    riskHistory:
      row.verdict === 'undecided'
        ? [{ atSeconds: 0.2, risk: row.risk }]
        : [0, 0.02, 0.1, 0.22, 0.4, 0.7, 1].map((share, i) => ({
            atSeconds: share * seconds,
            risk: isMiner ? [0.01, 0.93, 0.95, 0.97, 0.985, 0.99, 0.998][i] : (row.risk * (i + 3)) / 9,
          })),
    seriesKeys: row.series === null ? [] : ['c0', 'c1', 'gone'].filter((key) => key !== row.key),
    owner: sampleOwner(row.program, isMiner),
    packetsKept: row.verdict === 'clear' ? 0 : row.packets.up + row.packets.down,
  };
}

export const previewIdleSession: Session = idleSession(64_000_000);

/** Counters that fit the rows. */
export function sampleSession(rows: readonly ConnectionRow[]): Session {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  return {
    ...previewIdleSession,
    state: 'running',
    source: { kind: 'interface', label: 'wlp2s0', tool: 'dumpcap', timestamps: 'kernel', isHeadersOnly: false },
    startedAt: new Date(epochMs).toISOString(),
    packets: 182_344,
    bytes: 143_220_118,
    dropped: 0,
    duplicates: 12,
    skipped: 431,
    connections: rows.length,
    active: rows.filter((row) => row.isActive).length,
    mining: count('mining'),
    suspicious: count('suspicious'),
    undecided: count('undecided'),
    keptBytes: 41_300_000,
    clock: new Date(epochMs + 1_900_000).toISOString(),
  };
}

export const samplePoolLists: readonly PoolList[] = [
  {
    id: 'coin-pools',
    name: 'Coin pools',
    source: 'https://lists.example/coin-pools.txt',
    date: '2026-10-01T00:00:00.000Z',
    dateOrigin: 'list',
    importedAt: '2026-11-02T09:30:00.000Z',
    entries: 4211,
    badLines: 0,
    firstBad: null,
  },
];
