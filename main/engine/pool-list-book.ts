/** The lists of pools in use: those that were imported, and those named for one run. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Failure } from '../../shared/connection';
import type { Reply } from '../../shared/contract';
import type { PoolList } from '../../shared/pool-list';
import type { PoolListStore } from '../settings/pool-list-store';
import { maxPoolEntries, type ParsedPoolList } from '../verdict/pool-list';
import { PoolLists, type NamedPoolList } from '../verdict/pool-lists';
import { failed, ok } from './check-input';
import { readPoolList, readPoolListFrom, type ReadPoolList } from './read-pool-list';

/** What a list is called and where it is from, where the person says so. */
export interface PoolListNames {
  readonly name?: string | undefined;
  readonly source?: string | undefined;
}

/** The lists, and those that had to be left out. */
export interface LoadedPoolLists {
  readonly lists: PoolLists;
  readonly failures: readonly Failure[];
}

type ListHeading = Omit<NamedPoolList, 'entries'>;
type ListDate = Pick<NamedPoolList, 'date' | 'dateOrigin'>;

interface CachedText {
  readonly version: string;
  readonly parsed: ParsedPoolList;
}

/** Without a store nothing can be imported; `files` are read as they are when a run begins. */
export class PoolListBook {
  /** What was read before, by path: a long list takes a while. */
  private cache = new Map<string, CachedText>();

  constructor(
    private readonly store: PoolListStore | null,
    private readonly files: readonly string[] = [],
  ) {}

  list(): PoolList[] {
    return this.store?.list() ?? [];
  }

  /** Keeps a copy of the file. A list of the same name and source is replaced. */
  async import(file: string, names: PoolListNames = {}): Promise<Reply<PoolList>> {
    return this.keep(file, await readPoolList(file), names);
  }

  /** The same of a list that arrives on standard input. */
  async importFrom(stream: Readable, names: PoolListNames = {}): Promise<Reply<PoolList>> {
    const label = 'Standard input';
    return this.keep(label, await readPoolListFrom(stream, label), names);
  }

  private keep(file: string, read: ReadPoolList, names: PoolListNames): Reply<PoolList> {
    if (this.store === null) return failed('bad-request', 'Lists are not kept here.', 'Name the file for each run.');
    const kept = this.list();
    if (read.kind === 'failed') return read;
    const { count, badLines, firstBad } = read.parsed;
    const importedAt = new Date().toISOString();
    const list = {
      ...describe(file, read.parsed, { date: importedAt, dateOrigin: 'import' }, names),
      importedAt,
      entries: count,
      badLines,
      firstBad,
    };
    const others = kept.filter(({ name, source }) => name !== list.name || source !== list.source);
    const left = maxPoolEntries - others.reduce((sum, { entries }) => sum + entries, 0);
    if (count > left) {
      const message = `With ${file} the lists would hold more than ${maxPoolEntries.toLocaleString('en')} entries.`;
      const about = { deed: 'list' as const, subject: file };
      return { kind: 'failed', failure: { kind: 'bad-request', message, remedy: 'Remove another list first.', about } };
    }
    try {
      return ok(this.store.add(list, read.data));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The list could not be kept: ${reason}.`;
      const about = { deed: 'list' as const, subject: file, words: reason };
      return {
        kind: 'failed',
        failure: { kind: 'not-saved', message, remedy: 'Make room or allow writing there.', about },
      };
    }
  }

  /** By id or by name; false where there is none. Throws where it can't be written. */
  remove(idOrName: string): boolean {
    const lists = this.list();
    const list = lists.find(({ id }) => id === idOrName) ?? lists.find(({ name }) => name === idOrName);
    return list !== undefined && this.store !== null && this.store.remove(list.id);
  }

  /** Reads all lists for a run. One that can't be read is left out. */
  async load(): Promise<LoadedPoolLists> {
    const lists: NamedPoolList[] = [];
    const failures: Failure[] = [];
    const cache = new Map<string, CachedText>();
    let left = maxPoolEntries;
    const read = async (file: string): Promise<ParsedPoolList | null> => {
      const version = versionOf(file);
      const known = this.cache.get(file);
      const isKnown = known?.version === version && known.parsed.count <= left;
      const result = isKnown ? { kind: 'ok' as const, parsed: known.parsed } : await readPoolList(file, left);
      if (result.kind === 'failed') {
        failures.push(result.failure);
        return null;
      }
      cache.set(file, { version, parsed: result.parsed });
      left -= result.parsed.count;
      return result.parsed;
    };
    for (const list of this.list()) {
      const parsed = await read(this.store?.textOf(list.id) ?? '');
      if (parsed !== null) lists.push({ ...list, entries: parsed.entries });
    }
    for (const file of this.files) {
      const parsed = await read(file);
      if (parsed !== null)
        lists.push({ ...describe(file, parsed, { date: dateOf(file), dateOrigin: 'file' }), entries: parsed.entries });
    }
    this.cache = cache;
    return { lists: new PoolLists(lists), failures };
  }
}

/** `dated` stands in where no date can be read in the list. */
function describe(file: string, parsed: ParsedPoolList, dated: ListDate, names: PoolListNames = {}): ListHeading {
  return {
    name: names.name ?? parsed.title ?? path.parse(file).name,
    source: names.source ?? parsed.source ?? path.basename(file),
    ...(parsed.date === null ? dated : { date: parsed.date, dateOrigin: 'list' }),
  };
}

/** Changes when the file does. */
function versionOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 'none' : `${stats.mtimeMs} ${stats.size}`;
}

function dateOf(file: string): string {
  return (statSync(file, { throwIfNoEntry: false })?.mtime ?? new Date()).toISOString();
}
