/** The network a conversation runs over. Nothing here knows whether anybody mines: both sides draw from the same ranges. */
import type { Random } from './random';

/** What an operating system's TCP looks like from outside. */
export interface TcpStack {
  /** Ports that it draws those of clients from, both included. */
  readonly clientPorts: readonly [first: number, last: number];
  readonly ttl: number;
  readonly windowScale: number;
  /** Receive window in bytes before scaling. */
  readonly window: number;
  readonly hasTimestamps: boolean;
  /** How long it waits before it acknowledges a lone segment, ms. */
  readonly delayedAckMs: number;
  /** How many data segments at the start are acknowledged at once. */
  readonly quickAcks: number;
  readonly ipId: 'counter' | 'random-start' | 'zero' | 'random';
  /** Bytes in a keep-alive probe: Windows and some others send one byte of garbage. */
  readonly probeBytes: 0 | 1;
  readonly options: 'linux' | 'windows' | 'apple' | 'small';
}

/** Probing of an idle connection by one side. */
export interface KeepAlive {
  readonly idleMs: number;
}

export interface NetworkPath {
  readonly isIpv6: boolean;
  readonly roundTripMs: number;
  /** Mean of the exponential extra delay, ms. */
  readonly jitterMs: number;
  readonly lossRate: number;
  readonly mss: number;
  readonly bandwidthMbps: number;
  readonly client: TcpStack;
  readonly server: TcpStack;
  /** Hops from the server to the capture. */
  readonly hops: number;
  readonly clientKeepAlive: KeepAlive | null;
  readonly serverKeepAlive: KeepAlive | null;
  /** The capture runs on the client: segments before splitting and after merging, client checksums not filled in. */
  readonly isOffloaded: boolean;
  /** Share of lone segments down that the server sends twice, as its timer runs out before the delayed acknowledgement. */
  readonly spuriousRate: number;
}

const stacks: Record<string, TcpStack> = {
  linux: {
    clientPorts: [32_768, 60_999],
    ttl: 64,
    windowScale: 7,
    window: 64240,
    hasTimestamps: true,
    delayedAckMs: 40,
    quickAcks: 16,
    ipId: 'random-start',
    probeBytes: 0,
    options: 'linux',
  },
  oldLinux: {
    clientPorts: [32_768, 61_000],
    ttl: 64,
    windowScale: 7,
    window: 29200,
    hasTimestamps: true,
    delayedAckMs: 40,
    quickAcks: 4,
    ipId: 'random-start',
    probeBytes: 0,
    options: 'linux',
  },
  android: {
    clientPorts: [32_768, 60_999],
    ttl: 64,
    windowScale: 8,
    window: 65535,
    hasTimestamps: true,
    delayedAckMs: 40,
    quickAcks: 16,
    ipId: 'random-start',
    probeBytes: 0,
    options: 'linux',
  },
  windows: {
    clientPorts: [49_152, 65_535],
    ttl: 128,
    windowScale: 8,
    window: 64240,
    hasTimestamps: false,
    delayedAckMs: 50,
    quickAcks: 2,
    ipId: 'counter',
    probeBytes: 1,
    options: 'windows',
  },
  oldWindows: {
    clientPorts: [1025, 5000],
    ttl: 128,
    windowScale: 8,
    window: 8192,
    hasTimestamps: false,
    delayedAckMs: 200,
    quickAcks: 1,
    ipId: 'counter',
    probeBytes: 1,
    options: 'windows',
  },
  apple: {
    clientPorts: [49_152, 65_535],
    ttl: 64,
    windowScale: 6,
    window: 65535,
    hasTimestamps: true,
    delayedAckMs: 100,
    quickAcks: 8,
    ipId: 'zero',
    probeBytes: 0,
    options: 'apple',
  },
  freebsd: {
    clientPorts: [49_152, 65_535],
    ttl: 64,
    windowScale: 6,
    window: 65535,
    hasTimestamps: true,
    delayedAckMs: 100,
    quickAcks: 2,
    ipId: 'random',
    probeBytes: 0,
    options: 'linux',
  },
  embedded: {
    clientPorts: [49_152, 65_535],
    ttl: 255,
    windowScale: 0,
    window: 5840,
    hasTimestamps: false,
    delayedAckMs: 250,
    quickAcks: 0,
    ipId: 'counter',
    probeBytes: 1,
    options: 'small',
  },
  oldEmbedded: {
    clientPorts: [1024, 4999],
    ttl: 64,
    windowScale: 2,
    window: 5840,
    hasTimestamps: false,
    delayedAckMs: 0,
    quickAcks: 0,
    ipId: 'counter',
    probeBytes: 0,
    options: 'small',
  },
};

const clients = [
  ['linux', 30],
  ['oldLinux', 12],
  ['android', 12],
  ['windows', 22],
  ['oldWindows', 10],
  ['apple', 8],
  ['embedded', 3],
  ['oldEmbedded', 3],
] as const;

const servers = [
  ['linux', 55],
  ['oldLinux', 20],
  ['windows', 10],
  ['freebsd', 8],
  ['embedded', 3],
  ['oldEmbedded', 4],
] as const;

/** Draws a path with a client, a server and what lies between them. */
export function drawNetworkPath(random: Random): NetworkPath {
  const client = stacks[random.pickWeighted(clients)];
  const server = stacks[random.pickWeighted(servers)];
  const isLocal = random.chance(0.08);
  const roundTripMs = isLocal ? random.logBetween(0.2, 4) : random.logNormal(60, 1);
  const isClean = random.chance(0.6);
  const isSlowAck = client.delayedAckMs >= 200;
  return {
    isIpv6: random.chance(0.18),
    roundTripMs: Math.min(Math.max(roundTripMs, 0.2), 600),
    jitterMs: isLocal ? 0.1 : random.logBetween(0.2, 12),
    lossRate: isClean ? 0 : random.logBetween(0.0005, 0.03),
    mss: random.pickWeighted([
      [1460, 70],
      [1452, 8],
      [1440, 5],
      [1420, 4],
      [1400, 4],
      [1380, 3],
      [1360, 3],
      [1288, 1],
      [536, 2],
    ]),
    bandwidthMbps: random.logBetween(4, 500),
    client,
    server,
    hops: isLocal ? 0 : random.integer(5, 24),
    clientKeepAlive: drawKeepAlive(random, 0.3),
    serverKeepAlive: drawKeepAlive(random, 0.2),
    isOffloaded: random.chance(0.35),
    spuriousRate:
      isSlowAck && random.chance(0.5) ? random.between(0.3, 1) : random.chance(0.03) ? random.between(0.02, 0.4) : 0,
  };
}

function drawKeepAlive(random: Random, probability: number): KeepAlive | null {
  if (!random.chance(probability)) return null;
  const idleSeconds = random.pickWeighted([
    [45, 22],
    [60, 22],
    [30, 14],
    [15, 6],
    [10, 4],
    [75, 4],
    [120, 8],
    [300, 8],
    [600, 5],
    [7200, 7],
  ]);
  return { idleMs: idleSeconds * 1000 };
}
