/** The same made-up miners under every adversary. */
import { generateTraffic, type TrafficOptions } from '../generator/generate-traffic';
import type { GeneratedConnection } from '../generator/generated-connection';
import type { Adversary } from './adversaries';
import type { Miner } from './miner';

/** Bytes captured of a packet: headers only. */
const snapLength = 96;
const lengths = { leastSeconds: 120, mostSeconds: 3600 };
/** A group has fewer connections than this. */
const mostConnections = 20;

/** Which miners there are, by their seeds: those that last and are given work when nobody hides them. */
export function chooseMiners(count: number, seed: number): number[] {
  const chosen: number[] = [];
  for (let next = seed; chosen.length < count; next++) {
    const [first] = firstGroup(next, {});
    if (first.outcome === 'session' && first.durationSeconds >= 60) chosen.push(next);
  }
  return chosen;
}

/** Each miner under the adversary: the same pool, network and conversation, changed as the adversary does. */
export function* makeMiners(seeds: readonly number[], adversary: Adversary): Generator<Miner> {
  for (const seed of seeds) {
    const connections = firstGroup(seed, {
      ...(adversary.disguise !== null && { disguise: adversary.disguise }),
      ...(adversary.reconnectSeconds !== undefined && { reconnectSeconds: adversary.reconnectSeconds }),
    });
    const isSeries = adversary.reconnectSeconds !== undefined;
    const kind = connections[0].kind.split('/').slice(0, 2).join('/');
    yield { kind, connections: isSeries ? connections : connections.slice(0, 1) };
  }
}

/** The connections of the first pool that this seed draws. */
function firstGroup(seed: number, options: Partial<TrafficOptions>): GeneratedConnection[] {
  const connections: GeneratedConnection[] = [];
  for (const connection of generateTraffic({
    seed,
    connections: mostConnections,
    mining: 1,
    snapLength,
    ...lengths,
    ...options,
  })) {
    if (connections.length > 0 && connection.group !== connections[0].group) break;
    connections.push(connection);
    if (options.reconnectSeconds === undefined) break;
  }
  return connections;
}
