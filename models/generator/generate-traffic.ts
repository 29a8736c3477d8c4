/** Seeded traffic, one connection after the other, with what each really is. */
import {
  addressText,
  drawClientAddress,
  drawHostName,
  drawMac,
  drawServerAddress,
  drawServerPort,
} from './address-book';
import { catalogue, type Carrier, type Entry, type Label } from './catalogue';
import { wrapInProxy } from './layers/proxy-layer';
import { drawTlsSettings, wrapInTls, type TlsSettings } from './layers/tls-layer';
import { drawWebSocketSettings, wrapInWebSocket, type WebSocketSettings } from './layers/websocket-layer';
import type { Model } from './model';
import { drawNetworkPath, type NetworkPath } from './network-path';
import type { PacketRun } from './packet-run';
import { Random } from './random';
import type { Talk } from './talk';
import { layTcp, type Segment } from './tcp-model';
import { writeTcpPackets, writeUdpPackets, type Host } from './write-packets';

export interface TrafficOptions {
  readonly seed: number;
  /** How many connections; with `hours` the generator stops at whichever comes first. */
  readonly connections?: number;
  /** Hours of connection time in all. */
  readonly hours?: number;
  /** Share of mining among the connections, 0..1; 0.2 by default. */
  readonly mining?: number;
  /** Only kinds whose name, such as `mining/cryptonote/tls`, matches. */
  readonly kinds?: RegExp;
  readonly leastSeconds?: number;
  readonly mostSeconds?: number;
  /** Bytes captured of each packet; 96 for headers only. Whole packets by default. */
  readonly snapLength?: number;
  /** Connections begin within this many seconds of each other; 3,600 by default. */
  readonly spanSeconds?: number;
  /** Changes a conversation before TCP carries it: padding, delays, dummies. */
  readonly disguise?: (talk: Talk, random: Random) => Talk;
}

/** What really happened, in the words of labels.json; null for benign traffic. */
export type MiningOutcome = 'session' | 'short-with-work' | 'rejected-or-probe';

export interface GeneratedConnection {
  readonly label: Label;
  /** Dialect or application and what carries it: `mining/cryptonote/tls`. */
  readonly kind: string;
  /** The pool, application or host it is an instance of: never split a group between training and test. */
  readonly group: string;
  readonly outcome: MiningOutcome | null;
  readonly isEncrypted: boolean;
  readonly isCutAtStart: boolean;
  readonly protocol: 'tcp' | 'udp';
  readonly client: { readonly address: string; readonly port: number };
  readonly server: { readonly address: string; readonly port: number; readonly name: string };
  readonly durationSeconds: number;
  /** Its packets in time order, Ethernet. */
  readonly packets: PacketRun;
}

const epochUs = Date.UTC(2026, 0, 5, 8) * 1000;

/** Generates connections. The same options give the same bytes on every machine. */
export function* generateTraffic(options: TrafficOptions): Generator<GeneratedConnection> {
  const { connections = Infinity, hours = Infinity, mining = 0.2 } = options;
  if (connections === Infinity && hours === Infinity) throw new Error('Say how many connections or hours.');
  const choices = catalogue
    .filter((entry) => options.kinds === undefined || options.kinds.test(`${entry.label}/${entry.kind}`))
    .map(
      (entry) =>
        [
          entry,
          entry.weight * (entry.label === 'mining' ? mining / total('mining') : (1 - mining) / total('benign')),
        ] as const,
    );
  let made = 0;
  let seconds = 0;
  for (let group = 0; made < connections && seconds < hours * 3600; group++) {
    const random = new Random(options.seed, group);
    for (const connection of makeGroup(random.pickWeighted(choices), `${options.seed}/${group}`, random, options)) {
      yield connection;
      made++;
      seconds += connection.durationSeconds;
      if (made >= connections || seconds >= hours * 3600) return;
    }
  }
}

function total(label: Label): number {
  return catalogue.reduce((sum, entry) => sum + (entry.label === label ? entry.weight : 0), 0);
}

/** What the connections of one group share. */
interface Instance {
  readonly entry: Entry;
  readonly carrier: Carrier;
  readonly model: Model;
  readonly host: string;
  readonly port: number;
  readonly serverAddress: Uint8Array;
  readonly path: NetworkPath;
  readonly tls: TlsSettings;
  readonly webSocket: WebSocketSettings;
  readonly proxy: 'socks5' | 'socks4a' | 'connect' | null;
}

function* makeGroup(
  entry: Entry,
  group: string,
  random: Random,
  options: TrafficOptions,
): Generator<GeneratedConnection> {
  const host = drawHostName(random);
  const path = drawNetworkPath(random);
  const carrier = random.pickWeighted(entry.carriers);
  const isWeb = carrier.startsWith('ws') || random.chance(0.3);
  const serverName = random.chance(0.75) ? host : null;
  const instance: Instance = {
    entry,
    carrier,
    model: entry.make(random),
    host,
    port: drawServerPort(random),
    serverAddress: drawServerAddress(random, path.isIpv6, path.hops === 0),
    path,
    tls: drawTlsSettings(random, serverName, isWeb ? (random.chance(0.5) ? ['http/1.1'] : ['h2', 'http/1.1']) : []),
    webSocket: drawWebSocketSettings(random, host),
    proxy: carrier.includes('socks')
      ? random.chance(0.9)
        ? 'socks5'
        : 'socks4a'
      : carrier.includes('connect')
        ? 'connect'
        : null,
  };
  const count = random.pick([1, 1, 1, 2, 3, 5]);
  for (let at = 0; at < count; at++) yield* makeConnection(instance, group, random, options);
}

function* makeConnection(
  instance: Instance,
  group: string,
  random: Random,
  options: TrafficOptions,
): Generator<GeneratedConnection> {
  const { entry, carrier, path } = instance;
  const most = Math.min(options.mostSeconds ?? 7200, entry.mostSeconds ?? Infinity);
  const durationMs = random.logBetween(Math.min(options.leastSeconds ?? 20, most), most) * 1000;
  const roundTripMs = path.roundTripMs;
  const talk = carry(
    instance,
    instance.model({ random, durationMs, roundTripMs, host: instance.host, port: instance.port }),
    random,
  );
  talk.ending ??= random.pickWeighted([
    ['client-fin', 30],
    ['server-fin', 15],
    ['client-reset', 10],
    ['server-reset', 5],
    ['open', 40],
  ]);
  const said = options.disguise?.(talk, random) ?? talk;
  const startUs = epochUs + Math.floor(random.unit() * (options.spanSeconds ?? 3600) * 1e6);
  const write = {
    client: {
      address: drawClientAddress(random, path.isIpv6),
      port: random.integer(32_768, 60_999),
      mac: drawMac(random),
    },
    server: { address: instance.serverAddress, port: instance.port, mac: drawMac(random) },
    path,
    random,
    startUs,
    snapLength: options.snapLength ?? 65_535,
  };
  const base = {
    label: entry.label,
    kind: `${entry.label}/${entry.kind}/${carrier}`,
    group,
    isEncrypted: carrier.includes('tls') || entry.kind === 'stratum-v2',
    server: { address: addressText(instance.serverAddress), port: instance.port, name: instance.host },
  };
  if (entry.transport === 'udp') {
    const packets = writeUdpPackets(said, write);
    const { client } = describe(write.client);
    yield {
      ...base,
      outcome: null,
      isCutAtStart: false,
      protocol: 'udp',
      client,
      durationSeconds: said.endMs / 1000,
      packets,
    };
    return;
  }
  for (const part of cut(layTcp(said, path, random), random)) {
    const client = part.isRebound ? { ...write.client, port: random.integer(32_768, 60_999) } : write.client;
    const packets = writeTcpPackets(part.segments, { ...write, client });
    const durationSeconds =
      packets.count < 2 ? 0 : (packets.timestampsUs[packets.count - 1] - packets.timestampsUs[0]) / 1e6;
    const outcome =
      entry.label === 'benign'
        ? null
        : entry.isRefused === true
          ? 'rejected-or-probe'
          : durationSeconds >= 10 && packets.count >= 10
            ? 'session'
            : 'short-with-work';
    yield {
      ...base,
      ...describe(client),
      outcome,
      isCutAtStart: part.isCutAtStart,
      protocol: 'tcp',
      durationSeconds,
      packets,
    };
  }
}

function describe(client: Host): { client: { address: string; port: number } } {
  return { client: { address: addressText(client.address), port: client.port } };
}

function carry(instance: Instance, inner: Talk, random: Random): Talk {
  const { carrier, path } = instance;
  let talk = inner;
  if (inner.opening !== 'answered') return inner;
  if (carrier.startsWith('ws')) talk = wrapInWebSocket(talk, instance.webSocket, path.roundTripMs, random);
  if (carrier.includes('tls')) talk = wrapInTls(talk, instance.tls, path.roundTripMs, random);
  if (instance.proxy !== null)
    talk = wrapInProxy(talk, instance.proxy, instance.host, instance.port, path.roundTripMs, random);
  return talk;
}

interface Part {
  readonly segments: readonly Segment[];
  readonly isCutAtStart: boolean;
  /** A NAT gave the rest of the connection another port. */
  readonly isRebound: boolean;
}

/** Captures begin late or end early, and NATs forget. */
function cut(segments: readonly Segment[], random: Random): Part[] {
  const last = segments[segments.length - 1].timeMs;
  const whole = { segments, isCutAtStart: false, isRebound: false };
  if (segments.length < 30 || random.chance(0.7)) return [whole];
  const at = last * random.between(0.05, 0.9);
  const index = segments.findIndex((segment) => segment.timeMs >= at);
  const [before, after] = [segments.slice(0, index), segments.slice(index)];
  if (random.chance(0.5)) return [{ segments: after, isCutAtStart: true, isRebound: false }];
  if (random.chance(0.8)) return [{ segments: before, isCutAtStart: false, isRebound: false }];
  return [
    { segments: before, isCutAtStart: false, isRebound: false },
    { segments: after, isCutAtStart: true, isRebound: true },
  ];
}
