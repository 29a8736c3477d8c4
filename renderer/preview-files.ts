import type {
  ClusterDetail,
  ClusterList,
  FileDetail,
  FileRow,
  FileScan,
  ScanChange,
  ScanRequest,
} from '../shared/file-scan';
import { idleScan } from '../shared/idle-scan';
import type { Assessment, FileReason, NearestCluster } from '../shared/similarity';
import { createRandom } from './preview-random';

/** Every state of the Files screen worth looking at. */
export const filesPreviewStates = [
  'files',
  'files-running',
  'files-found',
  'files-clear',
  'files-none',
  'files-stopped',
  'files-failed',
  'files-many',
] as const;
export type FilesPreviewState = (typeof filesPreviewStates)[number];

const threshold = 60;

function digest(seed: number): string {
  const random = createRandom(seed);
  return `T1${Array.from({ length: 70 }, () => '0123456789ABCDEF'[Math.floor(random() * 16)]).join('')}`;
}

const families = ['CoinMiner.XMRig', 'CoinMiner', 'LemonDuck', 'XMRig', 'Kinsing'];

export const sampleClusters: ClusterList = {
  threshold,
  clusters: Array.from({ length: 52 }, (_, at) => ({
    id: `${families[at % families.length]} 6.${at}-6.${at + 3} (Linux)`,
    family: families[at % families.length],
    members: [7, 24, 2, 61, 4, 12][at % 6],
    radius: [23, 29, 9, 30, 18, 26][at % 6],
    firstSeen: at % 4 === 3 ? null : `2021-0${1 + (at % 9)}-14`,
  })),
};

const builds = ['linux-static-x64', 'msvc-win64', 'linux-x64', 'gcc-win64', 'macos-x64', 'freebsd-static-x64'];

export function sampleCluster(id: string, tlsh: string | null): ClusterDetail | null {
  const entry = sampleClusters.clusters.find((each) => each.id === id);
  if (entry === undefined) return null;
  const random = createRandom(id.length + entry.members);
  const count = Math.min(40, entry.members);
  const isCentreOnly = entry.members === 2;
  const shown = Array.from({ length: isCentreOnly ? 0 : count }, (_, at) => ({
    name: `xmrig-6.${10 + at}.${at % 3}-${builds[at % builds.length]}`,
    version: at % 5 === 4 ? null : `6.${10 + at}.${at % 3}`,
    tlsh: at === 0 ? digest(7) : digest(at + 900),
    distance: at === 0 ? 0 : Math.min(entry.radius, Math.round((at / count) * entry.radius + random() * 3)),
    fileDistance: tlsh === null ? null : Math.round(12 + random() * 30),
  }));
  const distances = shown.map((a, i) =>
    shown.map((b, j) => (i === j ? 0 : Math.abs(a.distance - b.distance) + Math.round(random() * 9))),
  );
  const file = tlsh === null ? null : { distance: 24, distanceWithoutLength: 19 };
  return { ...entry, limit: threshold, centre: digest(7), shown, distances, file };
}

const interesting: [string, Assessment, number, FileReason['code']][] = [
  ['/tmp/.X11-unix/kworkerds', 'very-close', 12, 'distance'],
  ['/home/me/Downloads/setup-wallpaper.exe', 'match', 47, 'distance'],
  ['/opt/vendor/agent/bin/update-helper', 'possible', 66, 'distance'],
  ['/home/me/Downloads/game-patch.exe', 'not-assessable', 0, 'packed'],
];
const names = [
  'ls',
  'libssl.so.3',
  'report-2026.pdf',
  'node',
  'readme.txt',
  'photo-0142.jpg',
  'backup.tar.gz',
  'run.sh',
];

function sampleReasons(assessment: Assessment, distance: number, code: FileReason['code']): FileReason[] {
  const near: FileReason = { code: 'distance', distance, cluster: sampleClusters.clusters[0].id, threshold };
  if (assessment === 'very-close') {
    return [
      near,
      { code: 'trait', trait: 'algorithm', found: ['randomx', 'cryptonight', 'argon2'] },
      { code: 'trait', trait: 'pool-scheme', found: ['stratum+tcp', 'stratum+ssl'] },
    ];
  }
  if (code === 'packed') return [{ code: 'packed', packer: 'UPX', entropy: 7.92 }];
  if (assessment === 'not-assessable') return [{ code: 'too-small', bytes: 41 }];
  return assessment === 'none' ? [{ code: 'far', widest: 100 }] : [near];
}

function sampleNearest(distance: number, at: number): NearestCluster {
  const { id, family } = sampleClusters.clusters[at % 52];
  const member = { name: 'xmrig-6.21.0-linux-static-x64', version: '6.21.0', distance: Math.max(0, distance - 3) };
  return { cluster: id, family, distance, distanceWithoutLength: Math.max(0, distance - 5), member };
}

export function sampleFile(index: number, hasFindings: boolean): FileDetail {
  const random = createRandom(index + 77);
  const special = hasFindings ? interesting[index] : undefined;
  const ordinary = index % 4 === 1 ? 'not-assessable' : 'none';
  const [path, assessment, distance, code] = special ?? [
    `/home/me/projects/part-${Math.floor(index / 8)}/${names[index % names.length]}`,
    ordinary,
    90 + Math.floor(random() * 60),
    'far',
  ];
  const isNear = special !== undefined && code === 'distance';
  const nearest = isNear ? [0, 1, 3].map((at, step) => sampleNearest(distance + step * 9, at)) : [];
  return {
    key: `f${index}`,
    path,
    size: special === undefined ? Math.floor(random() ** 3 * 4_000_000) + 12 : 6_214_144 + index * 90_112,
    sha256: digest(index + 500)
      .slice(2, 66)
      .toLowerCase(),
    tlsh: assessment === 'not-assessable' ? null : digest(index + 500),
    format: special === undefined ? 'other' : path.endsWith('.exe') ? 'pe' : 'elf',
    assessment,
    reasons: sampleReasons(assessment, distance, code),
    nearest,
    processes: index === 0 && hasFindings ? [{ pid: 41822, name: 'kworkerds' }] : undefined,
  };
}

function rowOf({ processes, nearest, reasons, ...file }: FileDetail): FileRow {
  const { key, path, size, format, assessment } = file;
  return {
    key,
    path,
    size,
    format,
    assessment,
    nearest: nearest[0] ?? null,
    distance: nearest[0]?.distance ?? null,
    reason: reasons[0] ?? null,
    processes: processes?.length ?? 0,
  };
}

function sampleScan(rows: readonly FileRow[], hiddenRows: number): FileScan {
  const count = (assessment: Assessment): number => rows.filter((row) => row.assessment === assessment).length;
  return {
    ...idleScan,
    state: 'ended',
    request: { kind: 'paths', paths: ['/home/me/Downloads', '/tmp', '/opt'] },
    progress: { ...idleScan.progress, files: rows.length, bytes: 1_913_220_118 },
    summary: {
      files: rows.length + hiddenRows,
      bytes: 1_913_220_118,
      veryClose: count('very-close'),
      match: count('match'),
      possible: count('possible'),
      none: count('none') + hiddenRows,
      notAssessable: count('not-assessable'),
      skipped: 17,
      skippedBy: { 'no-permission': 12, 'special-file': 4, 'archive-encrypted': 1 },
      elapsedMs: 14_300,
      isPartial: false,
    },
    skipped: [
      { path: '/opt/vendor/private', reason: 'no-permission' },
      { path: '/opt/vendor/keys.db', reason: 'no-permission' },
      { path: '/tmp/.X11-unix/X0', reason: 'special-file' },
      { path: '/home/me/Downloads/archive.zip', reason: 'archive-encrypted' },
    ],
    hiddenRows,
  };
}

/** The files' part of the preview: a scan in memory that goes on while the window looks. */
export class PreviewFiles {
  private files: FileDetail[] = [];
  private scan: FileScan = idleScan;

  constructor(
    private readonly state: string,
    private readonly onChanged: (change: ScanChange) => void,
  ) {
    const counts: Partial<Record<string, number>> = {
      'files-running': 600,
      'files-found': 64,
      'files-clear': 40,
      'files-stopped': 30,
      'files-failed': 24,
      'files-many': 2000,
    };
    const count = counts[state];
    if (state === 'files-none') this.scan = { ...sampleScan([], 0), summary: { ...idleScan.summary, elapsedMs: 12 } };
    if (count !== undefined) this.fill(count);
  }

  snapshot() {
    return { scan: this.scan, rows: this.files.map(rowOf) };
  }

  file(key: string): FileDetail | null {
    return this.files.find((file) => file.key === key) ?? null;
  }

  start(request: ScanRequest): object {
    this.fill(64);
    this.scan = { ...this.scan, request };
    this.onChanged({ ...this.change(), added: this.files.map(rowOf), isReset: true });
    return {};
  }

  stop(): object {
    this.scan = { ...this.scan, state: 'ended', summary: { ...this.scan.summary, isPartial: true } };
    this.onChanged(this.change());
    return {};
  }

  /** To be called four times a second. */
  tick(): void {
    if (this.scan.state !== 'running') return;
    const { progress } = this.scan;
    const files = Math.min(3400, progress.files + 7);
    const bytes = Math.min(3_900_000_000, progress.bytes + 8_000_000);
    this.scan = { ...this.scan, progress: { ...progress, files, bytes } };
    this.onChanged(this.change());
  }

  private fill(count: number): void {
    const { state } = this;
    const hasFindings = state !== 'files-clear' && state !== 'files-stopped';
    this.files = Array.from({ length: count }, (_, index) => sampleFile(index, hasFindings));
    this.scan = sampleScan(this.files.map(rowOf), state === 'files-many' ? 118_344 : 0);
    const { scan } = this;
    if (state === 'files-running') {
      const filesInAll = 3412;
      const bytesInAll = 4_100_000_000;
      const progress = { ...scan.progress, filesInAll, bytesInAll, bytesPerSecond: 84_200_000, remainingMs: 26_000 };
      this.scan = { ...scan, state: 'running', progress };
    } else if (state === 'files-stopped') {
      this.scan = { ...scan, summary: { ...scan.summary, isPartial: true, skipped: 0, skippedBy: {} }, skipped: [] };
    } else if (state === 'files-failed') {
      const failure = {
        kind: 'engine-down' as const,
        message: 'The engine stopped, and the scan with it.',
        remedy: 'What it had found stays. Scan again to go on.',
        about: { deed: 'scan' as const },
      };
      this.scan = { ...scan, state: 'failed', summary: { ...scan.summary, isPartial: true }, failure };
    }
  }

  private change(): ScanChange {
    return { scan: this.scan, added: [], removed: [], isReset: false };
  }
}
