/** Everything one run of `npm run evaluate` has measured. */
import { origins, tallyBy, hostSecondsOf, type Book, type Group, type Origin } from './book';
import { figuresOf, type Figures } from './figures';
import type { NdpiCount } from './run-ndpi';
import type { Tally } from './tally';

export interface Evaluation {
  /** What made it. */
  readonly command: string;
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  /** Sources that the shipped model was trained on, or null where its metrics don't say. */
  readonly trainedOn: readonly string[] | null;
  readonly prior: number;
  readonly thresholds: { readonly mining: number; readonly suspicious: number };
  readonly parts: readonly Part[];
  readonly ndpi: { readonly version: string; readonly counts: readonly NdpiCount[] } | null;
}

/**
 * `held-out`: models that never saw the source, by rhythm alone; `unseen-kinds`: nor the dialect or application. `payload`,
 * `headers`: the product as shipped, reading everything or nothing after the transport header.
 */
export interface Part {
  readonly name: 'held-out' | 'unseen-kinds' | 'payload' | 'headers';
  /** For held-out opinions, the command that made them. */
  readonly command: string | null;
  readonly book: Book;
}

/** Name of the line that adds up the others. */
export const totalName = 'all';

/** A line of a table: one source, one kind, or all of an origin. */
export interface Line {
  readonly name: string;
  readonly tally: Tally;
  readonly figures: Figures;
}

/** Origins that the part has anything of. */
export function originsOf(part: Part): Origin[] {
  return origins.filter((origin) => part.book.groups.some((group) => group.origin === origin));
}

/** One line for each source of an origin, and one for all of it. */
export function linesBySource(part: Part, origin: Origin): Line[] {
  const groups = groupsOf(part, origin);
  const lines = [...tallyBy(groups, ({ source }) => source)].map(([name, tally]) =>
    lineOf(name, tally, hostSecondsOf(part.book, origin, name)),
  );
  return lines.length > 1 ? [...lines, totalOf(part, origin)] : lines;
}

/** One line for each kind of connection of an origin, whatever carries it. */
export function linesByKind(part: Part, origin: Origin): Line[] {
  return sortedLines(groupsOf(part, origin), ({ kind }) => kind.split('/').slice(0, 2).join('/'));
}

/** One line for each way in which mining is carried: what can be read, what is encrypted, and how. */
export function linesByCarrier(part: Part, origin: Origin): Line[] {
  const mining = groupsOf(part, origin).filter(({ tally }) => tally.sessions > 0);
  return sortedLines(mining, ({ kind }) => {
    const [, , carrier] = kind.split('/');
    if (carrier === undefined) return /encrypted/.test(kind) ? 'encrypted' : 'not encrypted';
    return /stratum-v2/.test(kind) ? `${carrier}, encrypted by Stratum V2` : carrier;
  });
}

function sortedLines(groups: readonly Group[], keyOf: (group: Group) => string): Line[] {
  const tallies = [...tallyBy(groups, keyOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  return tallies.map(([name, tally]) => lineOf(name, tally, 0));
}

/** All of an origin. */
export function totalOf(part: Part, origin: Origin): Line {
  const [tally] = tallyBy(groupsOf(part, origin), () => '').values();
  return lineOf(totalName, tally, hostSecondsOf(part.book, origin));
}

function groupsOf(part: Part, origin: Origin): Group[] {
  return part.book.groups.filter((group) => group.origin === origin);
}

function lineOf(name: string, tally: Tally, hostSeconds: number): Line {
  return { name, tally, figures: figuresOf(tally, hostSeconds) };
}
