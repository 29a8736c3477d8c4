import type { HostReport, OwnerReport, ProcessReport, Watts } from '../shared/host';
import { createRandom } from './preview-random';

/** A sample computer: a laptop on which something mines. */

const atMs = Date.parse('2026-11-22T14:32:11Z');
const points = 360;
const stepMs = 5000;
/** The miner began so many points ago. */
const minedPoints = 200;

const estimated = (watts: number): Watts => ({ kind: 'estimated', watts, driver: 'share-of-processor' });

function sampleProcess(part: Partial<ProcessReport> & Pick<ProcessReport, 'pid' | 'name'>): ProcessReport {
  return {
    path: `/usr/bin/${part.name}`,
    parent: { pid: 1, name: 'systemd' },
    user: 'me',
    startedAt: '2026-11-22T09:12:40.000Z',
    commandLine: `/usr/bin/${part.name}`,
    container: null,
    isBrowser: false,
    cpu: 0.02,
    cpuMinute: 0.02,
    treeCpuMinute: 0.02,
    variation: 0.9,
    variationSeconds: 600,
    residentBytes: 120_000_000,
    hints: [],
    watts: estimated(0.1),
    ...part,
  };
}

const miner = sampleProcess({
  pid: 41_822,
  name: 'kworkerds',
  path: '/tmp/.X11-unix/kworkerds',
  parent: { pid: 41_800, name: 'sh' },
  commandLine: '/tmp/.X11-unix/kworkerds --donate-level 0 -o pool.minexmr.example:3333 -u …',
  startedAt: '2026-11-22T14:15:31.000Z',
  cpu: 1.98,
  cpuMinute: 1.97,
  treeCpuMinute: 1.97,
  variation: 0.04,
  residentBytes: 2_480_000_000,
  hints: ['randomx-memory'],
  watts: estimated(19.6),
});

const others = [
  sampleProcess({ pid: 2210, name: 'firefox', isBrowser: true, cpu: 0.31, cpuMinute: 0.24, watts: estimated(2.9) }),
  sampleProcess({ pid: 1455, name: 'gnome-shell', cpu: 0.08, cpuMinute: 0.06, watts: estimated(0.8) }),
  sampleProcess({ pid: 902, name: 'dockerd', user: 'root', path: null, commandLine: null, cpu: 0.01, cpuMinute: 0.01 }),
];

/** The computer in the preview; `isBare`: a virtual machine without any sensor. */
export function sampleHost(isBare = false): HostReport {
  const random = createRandom(7);
  const history = Array.from({ length: points }, (_, at) => {
    const isMining = at >= points - minedPoints;
    const cpu = (isMining ? 0.55 : 0.06) + random() * 0.05 + (at % 60 < 4 ? 0.2 : 0);
    return {
      at: new Date(atMs - (points - at) * stepMs).toISOString(),
      cpu,
      watts: isBare ? null : 8.1 + cpu * 38 + random(),
    };
  });
  const unavailable = { kind: 'unavailable', reason: 'not-supported' } as const;
  return {
    at: new Date(atMs).toISOString(),
    system: 'linux',
    cpu: { usage: 0.57, perCore: [0.99, 0.98, 0.21, 0.11], reason: null },
    processes: isBare ? [miner, ...others].map((process) => ({ ...process, watts: unavailable })) : [miner, ...others],
    power: isBare
      ? { total: unavailable, scope: null, sources: [], advice: null }
      : {
          total: { kind: 'measured', watts: 29.8, driver: 'battery' },
          scope: 'machine',
          sources: [
            {
              id: 'battery:BAT0',
              driver: 'battery',
              part: 'machine',
              label: 'BAT0',
              watts: { kind: 'measured', watts: 29.8, driver: 'battery' },
            },
            {
              id: 'rapl:intel-rapl:0',
              driver: 'rapl',
              part: 'processor',
              label: 'package-0',
              watts: { kind: 'unavailable', reason: 'no-permission' },
            },
          ],
          advice: { purpose: 'allow-rapl', command: 'sudo chmod a+r /sys/class/powercap/intel-rapl*/energy_uj' },
        },
    baseline: isBare
      ? { state: 'unavailable', idleWatts: null, quietSeconds: 0, neededSeconds: 120 }
      : { state: 'learned', idleWatts: 8.4, quietSeconds: 340, neededSeconds: 120 },
    energy: {
      since: '2026-11-22T14:15:31.000Z',
      wattHours: isBare ? null : 5.9,
      wattsAboveIdle: isBare ? null : 21.4,
    },
    history,
    activity: [
      {
        key: 'c0',
        label: 'pool.minexmr.example:3333',
        program: 'kworkerds',
        verdict: 'mining',
        points: Array.from({ length: 60 }, (_, at) => ({
          at: new Date(atMs - (minedPoints - at * 3) * stepMs).toISOString(),
          bytes: 300 + Math.round(random() * 400),
        })),
      },
    ],
  };
}

/** The owner of a sample connection. */
export function sampleOwner(program: string | null, isMiner: boolean): OwnerReport {
  if (isMiner) return { kind: 'known', process: miner };
  if (program === null) return { kind: 'unknown', reason: 'not-this-computer' };
  return { kind: 'known', process: sampleProcess({ pid: 2210, name: program, isBrowser: program === 'firefox' }) };
}

/** The same computer with nothing found, and without the right to read its power. */
export function calmHost(host: HostReport): HostReport {
  const unavailable: Watts = { kind: 'unavailable', reason: 'no-permission' };
  return {
    ...host,
    cpu: { ...host.cpu, usage: 0.08, perCore: [0.12, 0.06, 0.1, 0.04] },
    processes: host.processes.slice(1).map((process) => ({ ...process, watts: unavailable })),
    power: {
      ...host.power,
      total: unavailable,
      scope: null,
      sources: host.power.sources.map((source) =>
        source.driver === 'battery'
          ? { ...source, watts: { kind: 'unavailable', reason: 'plugged-in' } }
          : { ...source, watts: unavailable },
      ),
    },
    baseline: { state: 'unavailable', idleWatts: null, quietSeconds: 0, neededSeconds: 120 },
    energy: { since: null, wattHours: null, wattsAboveIdle: null },
    history: host.history.slice(0, 150).map((point, at) => ({ ...point, at: host.history[210 + at].at, watts: null })),
    activity: [],
  };
}

/** The same computer in its first seconds: nothing has been read twice yet. */
export function freshHost(host: HostReport): HostReport {
  const warmingUp: Watts = { kind: 'unavailable', reason: 'warming-up' };
  return {
    ...host,
    cpu: { usage: null, perCore: [], reason: 'warming-up' },
    processes: [],
    power: {
      ...host.power,
      total: warmingUp,
      scope: null,
      sources: host.power.sources.map((source) => ({ ...source, watts: warmingUp })),
    },
    baseline: { state: 'learning', idleWatts: null, quietSeconds: 0, neededSeconds: 120 },
    energy: { since: null, wattHours: null, wattsAboveIdle: null },
    history: [],
    activity: [],
  };
}
