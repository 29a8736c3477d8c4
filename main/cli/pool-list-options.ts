/** The options that say which lists of pools count in a run. */
import path from 'node:path';
import type { Command } from 'commander';
import { PoolListBook } from '../engine/pool-list-book';
import { PoolListStore } from '../settings/pool-list-store';
import { settingsFile } from '../settings/settings-file';
import type { PoolLists } from '../verdict/pool-lists';
import { collectValues } from './collect-values';
import { remark, reportFailure } from './terminal';

export interface PoolListArguments {
  /** Files for this run alone. */
  readonly poolList: string[];
  /** False: the imported ones are left out. */
  readonly poolLists: boolean;
}

/** Adds the options to a command. */
export function addPoolListOptions(command: Command): Command {
  return command
    .option('--pool-list <file>', 'also know the pools on this list; give it again for several', collectValues, [])
    .option('--no-pool-lists', 'leave out the lists that kanaria pool-lists keeps');
}

/** The lists that `kanaria pool-lists` keeps, which the window has too. */
export function openPoolListStore(): PoolListStore {
  return new PoolListStore(path.dirname(settingsFile()));
}

/** The lists of a run as a book. */
export function openPoolListBook({ poolList, poolLists }: PoolListArguments): PoolListBook {
  return new PoolListBook(poolLists ? openPoolListStore() : null, poolList);
}

/**
 * Reads the lists of a run. Null when one that was named can't be read: then the run would miss what was asked for. An
 * imported one that can't be read is left out. Both are told on stderr.
 */
export async function loadPoolLists(options: PoolListArguments): Promise<PoolLists | null> {
  const { lists, failures } = await openPoolListBook(options).load();
  let isMissingOne = false;
  for (const failure of failures) {
    const file = failure.about?.subject ?? '';
    if (options.poolList.includes(file)) isMissingOne = true;
    else remark('An imported list of pools is left out.');
    reportFailure(failure, file);
  }
  return isMissingOne ? null : lists;
}
