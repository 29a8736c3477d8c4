/** A list of domains and addresses that a person took from somewhere: plain text, one entry a line. */
import { latin1Text, shownText } from '../decode/latin1-text';
import { parseAddress } from '../decode/parse-address';
import { PoolAddressRanges } from './pool-address-ranges';
import { readListDate } from './read-list-date';

/** More is refused: it would take more memory than the rest of the program. */
export const maxPoolEntries = 2_000_000;

/** The entries of one list, ready to be asked. */
export interface PoolEntries {
  /** Lower case, without a dot at either end; each stands for its subdomains as well. */
  readonly domains: ReadonlySet<string>;
  readonly ipv4: PoolAddressRanges;
  readonly ipv6: PoolAddressRanges;
}

/** What a text held. */
export interface ParsedPoolList {
  readonly entries: PoolEntries;
  /** Domains, addresses and address ranges that were read. */
  readonly count: number;
  /** Lines that are neither entry nor comment; the first of them with its number from 1. */
  readonly badLines: number;
  readonly firstBad: { readonly line: number; readonly text: string } | null;
  /** What the comments above the first entry tell: `# Title: …`, `# Source: …`, `# Last modified: …` (ISO 8601 here). */
  readonly title: string | null;
  readonly source: string | null;
  readonly date: string | null;
}

const maxLineBytes = 1024;
const domainName = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** What hosts files say of the machine itself. */
const localName = /^(?:localhost|localhost\.localdomain|local|broadcasthost|ip6-[a-z0-9-]+|0\.0\.0\.0)$/;
/** Addresses that hosts files send unwanted names to. */
const sinkhole = /^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)$/;
/** Wider ranges hold far more than pools. */
const widest = { ipv4: 8, ipv6: 16 } as const;

const headings = {
  title: /^(?:title|name)\s*:\s*(.+)$/i,
  source: /^(?:source|url|home ?page)\s*:\s*(.+)$/i,
  date: /^(?:date|updated|last[ -](?:modified|updated?)|generated)\s*:\s*(.+)$/i,
} as const;

/** Reads a list; null when it has more than `maxEntries`. Bad lines are counted and left out. */
export function parsePoolList(data: Uint8Array, maxEntries = maxPoolEntries): ParsedPoolList | null {
  const domains = new Set<string>();
  const entries = { domains, ipv4: new PoolAddressRanges(4), ipv6: new PoolAddressRanges(16) };
  const told: Record<keyof typeof headings, string | null> = { title: null, source: null, date: null };
  let addresses = 0;
  let badLines = 0;
  let firstBad: ParsedPoolList['firstBad'] = null;
  let line = 0;
  // A byte order mark is three bytes of UTF-8.
  for (let from = data[0] === 0xef && data[1] === 0xbb ? 3 : 0; from < data.length;) {
    const lineEnd = data.indexOf(0x0a, from);
    const to = lineEnd < 0 ? data.length : lineEnd;
    const text = to - from > maxLineBytes ? null : latin1Text(data, from, to).trim();
    const shown = text ?? latin1Text(data, from, from + 80);
    from = to + 1;
    line++;
    if (text === '') continue;
    if (text?.startsWith('#')) {
      if (domains.size === 0 && addresses === 0) readHeading(text, told);
      continue;
    }
    const found = text === null ? -1 : addLine(text.replace(/\s*#.*$/, '').toLowerCase(), entries, domains);
    if (found < 0) {
      badLines++;
      firstBad ??= { line, text: shownText(shown.slice(0, 80)) ?? '' };
    } else {
      addresses += found;
      if (domains.size + addresses > maxEntries) return null;
    }
  }
  entries.ipv4.settle();
  entries.ipv6.settle();
  return {
    entries,
    count: domains.size + addresses,
    badLines,
    firstBad,
    ...told,
    date: told.date && readListDate(told.date),
  };
}

/** Adds what a line holds; returns the number of addresses and ranges in it, or -1 where it is no entry. */
function addLine(text: string, { ipv4, ipv6 }: PoolEntries, domains: Set<string>): number {
  if (/\s/.test(text)) {
    const [target, ...names] = text.split(/\s+/);
    const wanted = names.filter((name) => !localName.test(name));
    if (wanted.length > 0 && !(sinkhole.test(target) && wanted.every((name) => domainName.test(name)))) return -1;
    for (const name of wanted) domains.add(name);
    return 0;
  }
  const name = text.replace(/^\*?\./, '').replace(/\.$/, '');
  if (domainName.test(name)) {
    domains.add(name);
    return 0;
  }
  const [addressText, bitsText] = text.split('/', 2);
  const address = parseAddress(addressText);
  if (address === null) return -1;
  const allBits = address.length * 8;
  const bits = bitsText === undefined ? allBits : /^\d{1,3}$/.test(bitsText) ? Number(bitsText) : -1;
  const ranges = address.length === 4 ? ipv4 : ipv6;
  if (bits > allBits || bits < (address.length === 4 ? widest.ipv4 : widest.ipv6)) return -1;
  ranges.add(address, bits);
  return 1;
}

function readHeading(comment: string, told: Record<keyof typeof headings, string | null>): void {
  const text = comment.replace(/^#+\s*/, '');
  for (const key of ['title', 'source', 'date'] as const) {
    const found = headings[key].exec(text);
    if (found !== null) told[key] ??= shownText(found[1]);
  }
}
