import type { FoundTrait, TraitKind } from '../formats/found-trait';

/** What the traits of a file come to. */
export interface TraitWeight {
  /** They are those of a miner: they raise `possible` to `match`. Alone they decide nothing. */
  readonly isMinerLike: boolean;
  /** How many miners and pools are named, where it is so many that it looks like a list of them; else null. */
  readonly listedNames: number | null;
}

/**
 * Points of each kind. A Monero wallet or node has algorithm names and its makers' wallet (2), an Ethereum node an
 * algorithm (1), XMRig has 7 and ccminer 4. Imports say what a file could do, not what it is.
 */
const points: Record<TraitKind, number> = {
  algorithm: 1,
  'pool-scheme': 1,
  'pool-name': 1,
  donation: 2,
  wallet: 1,
  'miner-name': 1,
  import: 0,
};
/** A node knows the algorithm of its own coin; a miner knows those of many. */
const manyAlgorithms = 3;
const enough = 3;
/** Only miners, and software that watches for them, speak to pools or pay a miner's developers. */
const decisive: readonly TraitKind[] = ['pool-scheme', 'donation'];

/** A blocklist, a virus scanner or a launcher names more than one miner and its pools do. */
const listedMiners = 6;
const listedPools = 12;

/** Weighs traits together: one kind alone is never enough, and a list of miners counts for nothing. */
export function weighTraits(traits: readonly FoundTrait[]): TraitWeight {
  const namesOf = (kind: TraitKind) => {
    const found = traits.filter((trait) => trait.kind === kind).flatMap((trait) => trait.found);
    return new Set(found.map((name) => name.toLowerCase().replace(/\/\d.*$/, ''))).size;
  };
  const [miners, pools] = [namesOf('miner-name'), namesOf('pool-name')];
  const isList = miners >= listedMiners || pools >= listedPools;
  const kinds = [...new Set(traits.filter((trait) => trait.found.length > 0).map((trait) => trait.kind))];
  const sum = kinds.reduce((total, kind) => total + points[kind], 0) + (namesOf('algorithm') >= manyAlgorithms ? 1 : 0);
  return {
    isMinerLike: !isList && sum >= enough && kinds.length >= 2 && kinds.some((kind) => decisive.includes(kind)),
    listedNames: isList ? miners + pools : null,
  };
}
