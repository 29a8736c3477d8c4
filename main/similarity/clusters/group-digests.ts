import { DigestIndex } from '../search/digest-index';
import type { TlshDigest } from '../tlsh/tlsh-digest';

/** Digests that are near one of them, by position. */
export interface DigestGroup {
  readonly centre: number;
  /** Distance from the centre to the farthest member. */
  readonly radius: number;
  /** The centre first, then by distance from it, ties by position. */
  readonly members: readonly number[];
}

/** The digests within the radius of one, nearest first. */
interface Neighbours {
  readonly at: Uint32Array;
  readonly distances: Uint8Array;
}

/**
 * Groups different digests of one variant by radius-capped agglomeration, as HAC-T does (Oliver et al. 2020): the two
 * nearest groups are merged as long as some member is within `radius`, at most 255, of all others. The centre is the
 * medoid: of the members that reach all others, the one with the least sum of distances. `weights` tells how many files
 * have each digest. Takes memory for all pairs within the radius. Pairs of the same distance merge in the order of
 * position, so that the same digests in the same order always give the same groups.
 */
export function groupDigests(
  digests: readonly TlshDigest[],
  weights: readonly number[],
  radius: number,
): DigestGroup[] {
  const neighbours = findNeighbours(digests, radius);
  const groups = new Groups(neighbours);
  const cursors = new Uint32Array(digests.length);
  for (let distance = 0; distance <= radius; distance++) {
    for (let one = 0; one < digests.length; one++) {
      const { at, distances } = neighbours[one];
      for (; cursors[one] < at.length && distances[cursors[one]] === distance; cursors[one]++)
        if (at[cursors[one]] > one) groups.merge(one, at[cursors[one]]);
    }
  }
  return groups.all().map(({ members, centres }) => chooseCentre(members, centres, neighbours, weights));
}

function findNeighbours(digests: readonly TlshDigest[], radius: number): Neighbours[] {
  const index = DigestIndex.build(digests);
  return digests.map((digest, self) => {
    const near = index.within(digest, radius).filter(({ at }) => at !== self);
    return {
      at: Uint32Array.from(near, ({ at }) => at),
      distances: Uint8Array.from(near, ({ distance }) => distance),
    };
  });
}

interface Group {
  readonly members: number[];
  /** Members that are within the radius of all members. */
  readonly centres: readonly number[];
}

/** Groups while they are merged. */
class Groups {
  private readonly groups = new Map<number, Group>();
  private readonly groupOf: Uint32Array;
  /** Pairs of groups that no member reaches all of: growing can't change that. */
  private readonly apart = new Set<number>();

  constructor(private readonly neighbours: readonly Neighbours[]) {
    this.groupOf = Uint32Array.from(neighbours, (_, at) => at);
    for (let at = 0; at < neighbours.length; at++) this.groups.set(at, { members: [at], centres: [at] });
  }

  /** Merges the groups of two digests unless no member of both would be a centre. */
  merge(one: number, other: number): void {
    const [left, right] = [this.groupOf[one], this.groupOf[other]].sort((a, b) => a - b);
    const pair = left * this.neighbours.length + right;
    if (left === right || this.apart.has(pair)) return;
    const [leftGroup, rightGroup] = [this.read(left), this.read(right)];
    const centres = [
      ...leftGroup.centres.filter((centre) => this.reachesAll(centre, right, rightGroup.members.length)),
      ...rightGroup.centres.filter((centre) => this.reachesAll(centre, left, leftGroup.members.length)),
    ];
    if (centres.length === 0) {
      this.apart.add(pair);
      return;
    }
    const isLeftLarger = leftGroup.members.length >= rightGroup.members.length;
    const [kept, given] = isLeftLarger ? [left, right] : [right, left];
    const [large, small] = isLeftLarger ? [leftGroup, rightGroup] : [rightGroup, leftGroup];
    for (const member of small.members) {
      this.groupOf[member] = kept;
      large.members.push(member);
    }
    this.groups.set(kept, { members: large.members, centres });
    this.groups.delete(given);
  }

  all(): Group[] {
    return [...this.groups.values()];
  }

  private reachesAll(centre: number, group: number, size: number): boolean {
    const { at } = this.neighbours[centre];
    let reached = 0;
    if (at.length < size) return false;
    for (const neighbour of at) if (this.groupOf[neighbour] === group) reached++;
    return reached === size;
  }

  private read(id: number): Group {
    const group = this.groups.get(id);
    if (group === undefined) throw new Error(`There is no group ${id}.`);
    return group;
  }
}

function chooseCentre(
  members: readonly number[],
  centres: readonly number[],
  neighbours: readonly Neighbours[],
  weights: readonly number[],
): DigestGroup {
  const isMember = new Set(members);
  let best: DigestGroup | null = null;
  let bestSum = Infinity;
  for (const centre of [...centres].sort((one, other) => one - other)) {
    const { at, distances } = neighbours[centre];
    const ordered = [centre];
    let [sum, radius] = [0, 0];
    for (let near = 0; near < at.length; near++) {
      if (!isMember.has(at[near])) continue;
      ordered.push(at[near]);
      sum += distances[near] * weights[at[near]];
      radius = distances[near];
    }
    if (sum >= bestSum) continue;
    bestSum = sum;
    best = { centre, radius, members: ordered };
  }
  if (best === null) throw new Error('A group has no centre.');
  return best;
}
