/** All lists of pools that a person has brought along, asked about one server at a time. */
import type { ListDateOrigin } from '../../shared/pool-list';
import type { PoolEntries } from './pool-list';

/** A list with what evidence says about it. */
export interface NamedPoolList {
  readonly name: string;
  /** Where it is from, a link or a file, or null. */
  readonly source: string | null;
  /** ISO 8601. */
  readonly date: string;
  readonly dateOrigin: ListDateOrigin;
  readonly entries: PoolEntries;
}

/** What a list holds of a server: the entry, or the address itself. */
export interface PoolListHit {
  readonly list: NamedPoolList;
  readonly matched: string;
}

/** Lists in the order of their import. */
export class PoolLists {
  constructor(readonly lists: readonly NamedPoolList[]) {}

  get isEmpty(): boolean {
    return this.lists.length === 0;
  }

  /** The lists that hold the host or a domain above it. `host` in lower case, without a dot at its end. */
  matchName(host: string): PoolListHit[] {
    const hits: PoolListHit[] = [];
    for (const list of this.lists) {
      for (let at = 0; at >= 0; at = nextLabel(host, at)) {
        const domain = host.slice(at);
        if (!list.entries.domains.has(domain)) continue;
        hits.push({ list, matched: domain });
        break;
      }
    }
    return hits;
  }

  /** The lists that hold the address of 4 or 16 bytes, which `text` writes out. */
  matchAddress(address: Uint8Array, text: () => string): PoolListHit[] {
    const hits: PoolListHit[] = [];
    for (const list of this.lists) {
      const { ipv4, ipv6 } = list.entries;
      if ((address.length === 4 ? ipv4 : ipv6).has(address)) hits.push({ list, matched: text() });
    }
    return hits;
  }
}

/** Where the domain above begins, or -1. */
function nextLabel(host: string, at: number): number {
  const dot = host.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}

export const noPoolLists = new PoolLists([]);
