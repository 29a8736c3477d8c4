/** Tallies by origin, source and kind. */
import type { Judgement } from './judgement';
import { addTally, count, createTally, type Tally } from './tally';

/** Recorded from life; recorded in a laboratory from real programs; made by the generator; made by it and disguised. */
export const origins = ['real', 'lab', 'generated', 'disguised'] as const;
export type Origin = (typeof origins)[number];

/** Whether it was recorded from sockets; the others come from the generator alone. */
export function isRecorded(origin: Origin): boolean {
  return origin === 'real' || origin === 'lab';
}

/** One line of a book. */
export interface Group {
  readonly origin: Origin;
  /** A folder of captures, or a set of generated traffic. */
  readonly source: string;
  /** What speaks; of generated traffic `label/kind/carrier`. */
  readonly kind: string;
  readonly tally: Tally;
}

/** How long the hosts of a source were watched. */
export interface Watch {
  readonly origin: Origin;
  readonly source: string;
  hostSeconds: number;
}

/** Everything one run has counted; plain data. */
export interface Book {
  readonly groups: Group[];
  readonly watches: Watch[];
}

export function createBook(): Book {
  return { groups: [], watches: [] };
}

/** Counts one connection in its group. */
export function enter(book: Book, origin: Origin, source: string, judgement: Judgement): void {
  count(groupOf(book, origin, source, judgement.kind).tally, judgement);
}

/** Adds the time that the hosts of a source were watched. */
export function enterWatch(book: Book, origin: Origin, source: string, hostSeconds: number): void {
  const watch = book.watches.find((each) => each.origin === origin && each.source === source);
  if (watch) watch.hostSeconds += hostSeconds;
  else book.watches.push({ origin, source, hostSeconds });
}

/** Adds the whole of `from` to `into`. */
export function addBook(into: Book, from: Book): void {
  for (const { origin, source, kind, tally } of from.groups) addTally(groupOf(into, origin, source, kind).tally, tally);
  for (const { origin, source, hostSeconds } of from.watches) enterWatch(into, origin, source, hostSeconds);
}

/** One tally for each answer of `keyOf`, in order of appearance. */
export function tallyBy(groups: readonly Group[], keyOf: (group: Group) => string): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const group of groups) {
    const key = keyOf(group);
    let tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, (tally = createTally()));
    addTally(tally, group.tally);
  }
  return tallies;
}

/** Seconds that hosts of the origin, or of one of its sources, were watched. */
export function hostSecondsOf(book: Book, origin: Origin, source?: string): number {
  return book.watches
    .filter((watch) => watch.origin === origin && (source === undefined || watch.source === source))
    .reduce((sum, watch) => sum + watch.hostSeconds, 0);
}

/** Groups of a book by their key; made anew for a book that another process has sent. */
const indexes = new WeakMap<Book, Map<string, Group>>();

function groupOf(book: Book, origin: Origin, source: string, kind: string): Group {
  let index = indexes.get(book);
  if (index === undefined) {
    index = new Map(book.groups.map((group) => [keyOf(group.origin, group.source, group.kind), group]));
    indexes.set(book, index);
  }
  const key = keyOf(origin, source, kind);
  const known = index.get(key);
  if (known) return known;
  const group = { origin, source, kind, tally: createTally() };
  index.set(key, group);
  book.groups.push(group);
  return group;
}

function keyOf(origin: Origin, source: string, kind: string): string {
  return `${origin}|${source}|${kind}`;
}
