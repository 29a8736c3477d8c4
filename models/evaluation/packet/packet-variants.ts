/** The model of the study, and what is left of it without some of its inputs. */

/** Columns of the eight inputs (main/features/packet-features.ts). */
const column = { time: 0, ttl: 1, id: 2, dontFragment: 4, moreFragments: 5 } as const;

export interface Variant {
  readonly name: string;
  /** Inputs that are held at 0. */
  readonly without: readonly number[];
}

export const variants: readonly Variant[] = [
  { name: 'all eight inputs', without: [] },
  { name: 'without TTL', without: [column.ttl] },
  { name: 'without id', without: [column.id] },
  { name: 'without time', without: [column.time] },
  {
    name: 'without TTL, id and flags',
    without: [column.ttl, column.id, column.dontFragment, column.moreFragments],
  },
];

/** Index of the TTL, which is also tried alone. */
export const ttlColumn = column.ttl;
