/** Seeded traffic, one connection after the other, with what each really is. */
import { drawClientAddress, drawHostName, drawMac, drawServerAddress, drawServerPort } from './address-book';
import { carryTalk, drawCarriage, type Carriage, type Carrier } from './carriage';
import { catalogue, type Entry } from './catalogue';
import { cutCapture } from './cut-capture';
import { connectTcp, connectUdp, type GeneratedConnection, type Label } from './generated-connection';
import type { Model } from './model';
import { drawNetworkPath, type NetworkPath } from './network-path';
import { Random } from './random';
import type { Ending, Talk } from './talk';
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
  /** Shortest and longest conversation, seconds; 10 and 7,200 by default. Some end by themselves earlier. */
  readonly leastSeconds?: number;
  readonly mostSeconds?: number;
  /** Bytes captured of each packet; 96 for headers only. Whole packets by default. */
  readonly snapLength?: number;
  /** Connections begin within this many seconds of each other; 3,600 by default. */
  readonly spanSeconds?: number;
  /** Servers cut every connection after this long, and clients come back. */
  readonly reconnectSeconds?: number;
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
  yield* drawSeries(instance, random, options);
}

/**
 * Most conversations of a group are strangers to each other. Some clients come again and again instead: their server cuts them
 * off every few minutes, or turns them away and they try again.
 */
function* drawSeries(instance: Instance, random: Random, options: TrafficOptions): Generator<GeneratedConnection> {
  const { reconnectSeconds } = options;
  const isCutOff = random.chance(instance.entry.isRefused === true ? 0.5 : 0.06) || reconnectSeconds !== undefined;
  if (!isCutOff) {
    const count = random.pick([1, 1, 1, 2, 3, 5]);
    for (let at = 0; at < count; at++)
      yield* makeConnection(instance, drawVisit(instance, random, options), random, options);
    return;
  }
  const first = drawVisit(instance, random, options);
  const pauseMs = random.logBetween(500, 60_000);
  const drawnMs = Math.min(first.durationMs, random.logBetween(60_000, 1_500_000));
  const everyMs = reconnectSeconds === undefined ? drawnMs : reconnectSeconds * 1000;
  let { startUs } = first;
  for (let left = random.integer(3, 8); left > 0; left--) {
    const visit = { ...first, startUs, durationMs: random.about(everyMs, 0.01), ending: 'server-fin' as const };
    for (const connection of makeConnection(instance, visit, random, options)) {
      yield connection;
      const { count, timestampsUs } = connection.packets;
      startUs = timestampsUs[count - 1] + random.about(pauseMs, 0.1) * 1000;
    }
  }
}

/** One client's visit to the server of its group. */
interface Visit {
  readonly durationMs: number;
  readonly startUs: number;
  readonly clientAddress: Uint8Array;
  readonly ending: Ending | null;
}

function drawVisit(instance: Instance, random: Random, options: TrafficOptions): Visit {
  const most = Math.min(options.mostSeconds ?? 7200, instance.entry.mostSeconds ?? Infinity);
  return {
    durationMs: random.logBetween(Math.min(options.leastSeconds ?? 10, most), most) * 1000,
    startUs: epochUs + Math.floor(random.unit() * (options.spanSeconds ?? 3600) * 1e6),
    clientAddress: drawClientAddress(random, instance.path.isIpv6),
    ending: null,
  };
}

function* makeConnection(
  instance: Instance,
  visit: Visit,
  random: Random,
  options: TrafficOptions,
): Generator<GeneratedConnection> {
  const { entry, carrier, path, host, port } = instance;
  const { roundTripMs } = path;
  const { durationMs } = visit;
  const inner = instance.model({ random, durationMs, roundTripMs, host, port });
  const carried = carryTalk(inner, instance.carriage, host, port, roundTripMs, random);
  carried.ending ??=
    visit.ending ??
    random.pickWeighted([
      ['client-fin', 30],
      ['server-fin', 15],
      ['client-reset', 10],
      ['server-reset', 5],
      ['open', 40],
    ]);
  const talk = options.disguise?.(carried, random) ?? carried;
  const ends = {
    client: { address: visit.clientAddress, port: drawClientPort(path, random), mac: drawMac(random) },
    server: { address: instance.serverAddress, port, mac: drawMac(random) },
    path,
    random,
    startUs: visit.startUs,
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
    // A conversation may be over before anybody has spoken.
    if (talk.messages.length > 0) yield connectUdp(talk, description, ends);
    return;
  }
  for (const { segments, isCutAtStart, isRebound } of cutCapture(layTcp(talk, path, random), random)) {
    const client = isRebound ? { ...ends.client, port: drawClientPort(path, random) } : ends.client;
    yield connectTcp(segments, { ...description, isCutAtStart }, { ...ends, client });
  }
}

function drawClientPort({ client }: NetworkPath, random: Random): number {
  return random.integer(...client.clientPorts);
}
