/** Plays the demo's cast: documentation addresses, example names, one fixed seed. */
import { carryTalk, drawCarriage, type Carriage } from '../carriage';
import { connectTcp, connectUdp, type GeneratedConnection } from '../generated-connection';
import { dnsAnswer, dnsQuery } from '../layers/dns-message';
import { drawNetworkPath, type NetworkPath } from '../network-path';
import { Random } from '../random';
import { Talk } from '../talk';
import { layTcp } from '../tcp-model';
import type { Host } from '../write-packets';
import { demoCast, demoHosts, demoSeconds, type DemoHost, type DemoRole } from './demo-cast';
import { parseAddress } from './parse-address';

const demoSeed = 20260105;
const demoStartUs = Date.UTC(2026, 0, 5, 19, 30) * 1000;
const snapLength = 2048;
/** Greetings and server names are readable even where the rest is cut. */
const wholePackets = 12;

/** All connections of the demo, and the name look-ups before them. */
export function demoConnections(): GeneratedConnection[] {
  return demoCast.flatMap((role, at) => {
    const connection = playRole(role, role.stream ?? at);
    const isNamed = role.to.includes('.') && role.startSeconds > 0;
    return isNamed ? [lookUp(role, new Random(demoSeed, 1000 + at)), connection] : [connection];
  });
}

/** One role's connection, played by a stream of the seed. */
export function playRole(role: DemoRole, stream: number): GeneratedConnection {
  const random = new Random(demoSeed, stream);
  const path = pathOf(role, random);
  const { roundTripMs } = path;
  const context = { random, durationMs: role.forSeconds * 1000, roundTripMs, host: role.to, port: role.port };
  const talk = carryTalk(role.make(random)(context), carriageOf(role, random), role.to, role.port, roundTripMs, random);
  talk.ending ??= role.startSeconds + role.forSeconds < demoSeconds ? 'client-fin' : 'open';
  const ends = {
    client: hostOf(role.from, random.integer(40_000, 60_000), role.isIpv6 === true),
    server: serverOf(role),
    path,
    random,
    startUs: demoStartUs + role.startSeconds * 1e6,
    snapLength: role.snapLength ?? snapLength,
    wholePackets,
  };
  const description = {
    label: role.label,
    kind: `${role.label}/${role.what}`,
    group: `demo/${role.from}`,
    isEncrypted: role.carrier.includes('tls'),
    isRefused: false,
    isCutAtStart: role.startSeconds < 0,
    serverName: role.to,
  };
  const isInside = (timeMs: number): boolean => {
    const seconds = role.startSeconds + timeMs / 1000;
    return seconds >= 0 && seconds < demoSeconds;
  };
  if (role.isUdp === true) {
    talk.messages = talk.messages.filter((message) => isInside(message.atMs));
    return connectUdp(talk, description, ends);
  }
  return connectTcp(
    layTcp(talk, path, random).filter((segment) => isInside(segment.timeMs)),
    description,
    ends,
  );
}

/** A query to the router and its answer, shortly before the connection. */
function lookUp(role: DemoRole, random: Random): GeneratedConnection {
  const talk = new Talk();
  const id = random.next() & 0xffff;
  talk.up(0, dnsQuery(id, role.to, role.isIpv6));
  talk.down(random.between(3, 30), dnsAnswer(id, role.to, [parseAddress(role.address)]));
  const description = {
    label: 'benign' as const,
    kind: 'benign/name look-up',
    group: `demo/${role.from}`,
    isEncrypted: false,
    isRefused: false,
    isCutAtStart: false,
    serverName: 'router',
  };
  return connectUdp(talk, description, {
    client: hostOf(role.from, random.integer(40_000, 60_000), false),
    server: hostOf('router', 53, false),
    path: { ...pathOf(role, random), isIpv6: false, hops: 0 },
    random,
    startUs: demoStartUs + role.startSeconds * 1e6 - 60_000,
    snapLength,
  });
}

/** A quiet home connection: whatever is drawn, nothing is lost and nobody captures on the host itself. */
function pathOf(role: DemoRole, random: Random): NetworkPath {
  const path = drawNetworkPath(random);
  const isLocal = !role.to.includes('.');
  return {
    ...path,
    isIpv6: role.isIpv6 === true,
    roundTripMs: role.roundTripMs ?? (isLocal ? 0.6 : random.between(12, 70)),
    jitterMs: isLocal ? 0.1 : 1.5,
    lossRate: 0,
    spuriousRate: 0,
    isOffloaded: false,
    mss: role.isIpv6 === true ? 1440 : 1460,
    hops: isLocal ? 0 : random.integer(8, 16),
  };
}

function carriageOf(role: DemoRole, random: Random): Carriage {
  const carriage = drawCarriage(random, role.carrier, role.to);
  const { tls } = carriage;
  if (tls === null) return carriage;
  const serverName = role.isNameless === true ? null : role.to;
  const alpn = role.label === 'mining' ? [] : tls.alpn;
  return {
    ...carriage,
    tls: { ...tls, serverName, alpn, version: '1.3', overhead: 22, isCbc: false, isResumed: false },
  };
}

function hostOf(name: DemoHost, port: number, isIpv6: boolean): Host {
  const number = demoHosts[name];
  const address = isIpv6 ? parseAddress(`2001:db8:1::${number}`) : Uint8Array.of(192, 168, 1, number);
  return { address, port, mac: Uint8Array.of(2, 0, 0, 0, 1, number) };
}

/** Packets from outside come through the router. */
function serverOf(role: DemoRole): Host {
  const isLocal = !role.to.includes('.');
  const number = isLocal ? Number(role.address.split('.')[3]) : demoHosts.router;
  return { address: parseAddress(role.address), port: role.port, mac: Uint8Array.of(2, 0, 0, 0, 1, number) };
}
