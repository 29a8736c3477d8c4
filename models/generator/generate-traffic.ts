/** Seeded traffic, one connection after the other, with what each really is. */
import { drawClientAddress, drawHostName, drawMac, drawServerAddress, drawServerPort } from './address-book';
import { carryTalk, drawCarriage, type Carriage, type Carrier } from './carriage';
import { catalogue, type Entry } from './catalogue';
import { cutCapture } from './cut-capture';
import { connectTcp, connectUdp, type GeneratedConnection, type Label } from './generated-connection';
import type { Model } from './model';
import { drawNetworkPath, type NetworkPath } from './network-path';
import { Random } from './random';
import type { Talk } from './talk';
import { layTcp } from './tcp-model';

export interface TrafficOptions {
  readonly seed: number;
  /** How many connections; with `hours` the generator stops at whichever comes first. */
  readonly connections?: number;
  /** Hours of connection time in all. */
  readonly hours?: number;
  /** Share of mining among the connections, 0..1; 0.2 by default. */
  readonly mining?: number;
  /** Only kinds whose name, such as `mining/cryptonote`, matches. */
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

const epochUs = Date.UTC(2026, 0, 5, 8) * 1000;

/** Generates connections. The same options give the same bytes on every machine. */
export function* generateTraffic(options: TrafficOptions): Generator<GeneratedConnection> {
  const { connections = Infinity, hours = Infinity, mining = 0.2 } = options;
  if (connections === Infinity && hours === Infinity) throw new Error('Say how many connections or hours.');
  const share = { mining: mining / totalWeight('mining'), benign: (1 - mining) / totalWeight('benign') };
  const choices = catalogue
    .filter((entry) => options.kinds === undefined || options.kinds.test(`${entry.label}/${entry.kind}`))
    .map((entry) => [entry, entry.weight * share[entry.label]] as const);
  if (choices.length === 0) throw new Error('No kind of traffic matches.');
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

function totalWeight(label: Label): number {
  return catalogue.reduce((sum, entry) => sum + (entry.label === label ? entry.weight : 0), 0);
}

/** What the connections of one group share. */
interface Instance {
  readonly entry: Entry;
  readonly group: string;
  readonly carrier: Carrier;
  readonly carriage: Carriage;
  readonly model: Model;
  readonly host: string;
  readonly port: number;
  readonly serverAddress: Uint8Array;
  readonly path: NetworkPath;
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
  const instance: Instance = {
    entry,
    group,
    carrier,
    carriage: drawCarriage(random, carrier, host),
    model: entry.make(random),
    host,
    port: drawServerPort(random),
    serverAddress: drawServerAddress(random, path.isIpv6, path.hops === 0),
    path,
  };
  const count = random.pick([1, 1, 1, 2, 3, 5]);
  for (let at = 0; at < count; at++) yield* makeConnection(instance, random, options);
}

function* makeConnection(instance: Instance, random: Random, options: TrafficOptions): Generator<GeneratedConnection> {
  const { entry, carrier, path, host, port } = instance;
  const { roundTripMs } = path;
  const most = Math.min(options.mostSeconds ?? 7200, entry.mostSeconds ?? Infinity);
  const durationMs = random.logBetween(Math.min(options.leastSeconds ?? 20, most), most) * 1000;
  const inner = instance.model({ random, durationMs, roundTripMs, host, port });
  const carried = carryTalk(inner, instance.carriage, host, port, roundTripMs, random);
  carried.ending ??= random.pickWeighted([
    ['client-fin', 30],
    ['server-fin', 15],
    ['client-reset', 10],
    ['server-reset', 5],
    ['open', 40],
  ]);
  const talk = options.disguise?.(carried, random) ?? carried;
  const ends = {
    client: { address: drawClientAddress(random, path.isIpv6), port: drawClientPort(random), mac: drawMac(random) },
    server: { address: instance.serverAddress, port, mac: drawMac(random) },
    path,
    random,
    startUs: epochUs + Math.floor(random.unit() * (options.spanSeconds ?? 3600) * 1e6),
    snapLength: options.snapLength ?? 65_535,
  };
  const description = {
    label: entry.label,
    kind: `${entry.label}/${entry.kind}/${carrier}`,
    group: instance.group,
    isEncrypted: carrier.includes('tls') || entry.isEncrypted === true,
    isRefused: entry.isRefused === true,
    isCutAtStart: false,
    serverName: host,
  };
  if (entry.transport === 'udp') {
    yield connectUdp(talk, description, ends);
    return;
  }
  for (const { segments, isCutAtStart, isRebound } of cutCapture(layTcp(talk, path, random), random)) {
    const client = isRebound ? { ...ends.client, port: drawClientPort(random) } : ends.client;
    yield connectTcp(segments, { ...description, isCutAtStart }, { ...ends, client });
  }
}

function drawClientPort(random: Random): number {
  return random.integer(32_768, 60_999);
}
