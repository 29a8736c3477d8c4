/** The imported lists of pools: their texts as they came, and what is known of each, beside the settings. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { poolListSchema, type PoolList } from '../../shared/pool-list';
import { readJsonFile, writeJsonFile } from './json-file';

/** Keeps `pool-lists.json` and a folder `pool-lists` of texts. Writing throws where it is not possible. */
export class PoolListStore {
  private readonly file: string;
  private readonly texts: string;

  constructor(folder: string) {
    this.file = path.join(folder, 'pool-lists.json');
    this.texts = path.join(folder, 'pool-lists');
  }

  /** In the order of import. An entry that can't be read is left out, without losing the others. */
  list(): PoolList[] {
    const value = readJsonFile(this.file);
    if (!Array.isArray(value)) return [];
    return value.flatMap((each) => {
      const parsed = poolListSchema.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    });
  }

  /** The file with the text of a list. */
  textOf(id: string): string {
    return path.join(this.texts, `${id}.txt`);
  }

  /** Keeps a list; one of the same name and source is replaced in its place. */
  add(list: Omit<PoolList, 'id'>, text: Uint8Array): PoolList {
    const lists = this.list();
    const at = lists.findIndex(({ name, source }) => name === list.name && source === list.source);
    const id = at < 0 ? unusedId(list.name, lists) : lists[at].id;
    const added = { id, ...list };
    const file = this.textOf(id);
    const temporary = `${file}.${process.pid}.part`;
    mkdirSync(this.texts, { recursive: true });
    try {
      writeFileSync(temporary, text, { mode: 0o600 });
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    writeJsonFile(this.file, at < 0 ? [...lists, added] : lists.with(at, added));
    return added;
  }

  /** False where there is no such list. */
  remove(id: string): boolean {
    const lists = this.list();
    const rest = lists.filter((list) => list.id !== id);
    if (rest.length === lists.length) return false;
    writeJsonFile(this.file, rest);
    rmSync(this.textOf(id), { force: true });
    return true;
  }
}

/** The name in small letters and dashes, with a number where that is taken. */
function unusedId(name: string, lists: readonly PoolList[]): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const base = words.replaceAll(/^-+|-+$/g, '').slice(0, 48) || 'list';
  for (let copy = 1; ; copy++) {
    const id = copy === 1 ? base : `${base}-${copy}`;
    if (lists.every((list) => list.id !== id)) return id;
  }
}
