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
    const near = index.within(digest, radius);
    const at = new Uint32Array(near.length - 1);
    const distances = new Uint8Array(near.length - 1);
    let count = 0;
    for (const found of near) {
      if (found.at === self) continue;
      at[count] = found.at;
      distances[count++] = found.distance;
    }
    return { at, distances };
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
  /** Of each digest how many of some others it is near; all 0 between uses. */
  private readonly reached: Uint32Array;

  constructor(private readonly neighbours: readonly Neighbours[]) {
    this.groupOf = Uint32Array.from(neighbours, (_, at) => at);
    this.reached = new Uint32Array(neighbours.length);
    for (let at = 0; at < neighbours.length; at++) this.groups.set(at, { members: [at], centres: [at] });
  }

  /** Merges the groups of two digests unless no member of both would be a centre. */
  merge(one: number, other: number): void {
    const [left, right] = [this.groupOf[one], this.groupOf[other]].sort((a, b) => a - b);
    const pair = left * this.neighbours.length + right;
    if (left === right || this.apart.has(pair)) return;
    const isLeftLarger = this.read(left).members.length >= this.read(right).members.length;
    const [kept, given] = isLeftLarger ? [left, right] : [right, left];
    const [large, small] = [this.read(kept), this.read(given)];
    const centres = [
      ...this.keepReachingAll(large.centres, small.members),
      ...small.centres.filter((centre) => this.countNear(centre, kept) === large.members.length),
    ];
    if (centres.length === 0) {
      this.apart.add(pair);
      return;
    }
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

  /** Those of the centres that are near all of the few. Looks only at what the few are near, since centres can be many. */
  private keepReachingAll(centres: readonly number[], few: readonly number[]): number[] {
    for (const member of few) for (const near of this.neighbours[member].at) this.reached[near]++;
    const kept = centres.filter((centre) => this.reached[centre] === few.length);
    for (const member of few) for (const near of this.neighbours[member].at) this.reached[near] = 0;
    return kept;
  }

  /** How many members of a group a digest is near. */
  private countNear(digest: number, group: number): number {
    let count = 0;
    for (const near of this.neighbours[digest].at) if (this.groupOf[near] === group) count++;
    return count;
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
  const isMember = new Uint8Array(neighbours.length);
  for (const member of members) isMember[member] = 1;
  const sumOf = (centre: number): number => {
    const { at, distances } = neighbours[centre];
    let sum = 0;
    for (let near = 0; near < at.length; near++) sum += isMember[at[near]] * distances[near] * weights[at[near]];
    return sum;
  };
  const ordered = [...centres].sort((one, other) => one - other);
  const sums = ordered.map(sumOf);
  const centre = ordered[sums.indexOf(sums.reduce((least, sum) => Math.min(least, sum)))];
  const { at, distances } = neighbours[centre];
  const near = Array.from(at.keys()).filter((each) => isMember[at[each]] === 1);
  return {
    centre,
    radius: near.length === 0 ? 0 : distances[near[near.length - 1]],
    members: [centre, ...near.map((each) => at[each])],
  };
}
