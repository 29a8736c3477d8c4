/** What is known about a server by its name and its address: pools of our own list, and of lists a person brought along. */
import { weights } from './judge';
import type { PoolListHit, PoolLists } from './pool-lists';
import { matchPoolName, type PoolNameMatch } from './pool-names';

/** A name of the server and where it comes from. */
export interface ServerName {
  readonly name: string;
  readonly source: 'tls' | 'http' | 'dns';
}

/** A reason to take the server for a pool. `weight` in nats. */
export type PoolMatch =
  | ({ readonly kind: 'name'; readonly weight: number } & ServerName & PoolNameMatch)
  | ({
      readonly kind: 'list';
      readonly weight: number;
      readonly name: string;
      readonly source: ServerName['source'] | 'address';
    } & PoolListHit);

const noMatches: readonly PoolMatch[] = [];

/**
 * Matches by lists first. They all say the same of one server: only the strongest has a weight, the others are remarks.
 * `addressText` writes `address` (4 or 16 bytes) out where it is needed.
 */
export function matchPools(
  serverName: ServerName | null,
  address: Uint8Array,
  addressText: () => string,
  lists: PoolLists,
): readonly PoolMatch[] {
  const known = serverName && matchPoolName(serverName.name);
  if (known === null && lists.isEmpty) return noMatches;
  const matches: PoolMatch[] = [];
  const weight = weights.knownPoolName;
  if (serverName !== null && !lists.isEmpty) {
    const host = serverName.name.toLowerCase().replace(/\.+$/, '');
    for (const hit of lists.matchName(host)) matches.push({ kind: 'list', weight, ...serverName, ...hit });
  }
  for (const hit of lists.matchAddress(address, addressText)) {
    matches.push({ kind: 'list', weight, name: hit.matched, source: 'address', ...hit });
  }
  if (serverName !== null && known !== null) {
    matches.push({ kind: 'name', weight: weightOfName(known), ...serverName, ...known });
  }
  return matches.map((match, at) => (at === 0 ? match : { ...match, weight: 0 }));
}

function weightOfName({ strength }: PoolNameMatch): number {
  return strength === 'known' ? weights.knownPoolName : weights.poolWord;
}
