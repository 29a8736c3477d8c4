/** The generated traffic that models are trained on, in sets that can be made apart, in any process, with the same result. */
import { anyDisguise } from '../generator/disguises';
import { everyday } from '../generator/everyday';
import type { TrafficOptions } from '../generator/generate-traffic';

/**
 * `mixed`: miners and look-alikes. `disguised`: the same kinds, padded, delayed, thinned out or mixed with dummies. `everyday`: what
 * most connections of a host are. `unknown`: protocols and pools drawn at random.
 */
const setNames = ['mixed', 'disguised', 'everyday', 'unknown'] as const;
export type TrainingSetName = (typeof setNames)[number];

/** One set; plain data. */
export interface TrainingSet {
  readonly name: TrainingSetName;
  readonly seed: number;
  readonly connections: number;
}

/** The sets, each with a seed of its own from `seed` on; those without connections are left out. */
export function trainingSets(seed: number, connections: Readonly<Record<TrainingSetName, number>>): TrainingSet[] {
  return setNames
    .map((name, at) => ({ name, seed: seed + at, connections: connections[name] }))
    .filter((set) => set.connections > 0);
}

/** Share of mining in the sets that have any. */
const mining = 0.3;
const optionsOf: Readonly<Record<TrainingSetName, Partial<TrafficOptions>>> = {
  mixed: { mining },
  disguised: { mining, disguise: anyDisguise },
  everyday,
  unknown: { mining, kinds: /\/unknown-/ },
};

/** What the generator is asked for. */
export function trafficOf({ name, seed, connections }: TrainingSet): TrafficOptions {
  return { ...optionsOf[name], seed, connections };
}
