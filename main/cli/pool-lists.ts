/** `kanaria pool-lists`: import, list and remove lists of pools. */
import { Option, type Command } from 'commander';
import { plural } from '../../shared/plural';
import type { PoolList } from '../../shared/pool-list';
import { PoolListBook } from '../engine/pool-list-book';
import { exitCode, exitCodeOf } from './exit-codes';
import { write } from './output';
import { openPoolListStore } from './pool-list-options';
import { printable, remark, reportFailure } from './terminal';

/** Adds the command with its own commands. */
export function registerPoolLists(program: Command): void {
  const command = program
    .command('pool-lists')
    .description('Import lists of domains and addresses of pools, and manage them')
    .addHelpText(
      'after',
      `
A list is plain text: one domain (its subdomains count too), address or range such as 192.0.2.0/24 a line, # for
comments; hosts files (0.0.0.0 pool.example) are understood. "# Last modified: 2025-03-03" above the entries dates it, also
as 2025/3/3, 20250303, 3.3.2025, 3 March 2025 or March 3, 2025; else the day of the import is told. Connections to servers on a list show its name and date as
evidence, in the window and in every command. Kanaria never fetches a list by itself.

Examples:
  kanaria pool-lists add coin-pools.txt --source https://lists.example/coin-pools.txt
  kanaria pool-lists list
  kanaria pool-lists remove coin-pools
  curl https://lists.example/coin-pools.txt | kanaria pool-lists add - --name "Coin pools"

Exit codes: 3 the list could not be read or holds nothing, else 0. 2 wrong usage, no such list, or more entries than are
kept. 1 the list or the output not written.`,
    );
  command
    .command('add')
    .description('Keep a copy of a list; one of the same name and source is replaced')
    .argument('<file>', 'the list; - reads it from standard input')
    .option('--name <name>', 'what to call it (default: the title it tells, else the name of the file)')
    .option('--source <source>', 'where it is from (default: what it tells, else the name of the file)')
    .action(async (file: string, options: { name?: string; source?: string }) => {
      process.exitCode = await add(file, options);
    });
  command
    .command('list')
    .description('Show the lists')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .action(async ({ format }: { format: 'table' | 'json' }) => {
      process.exitCode = await list(format);
    });
  command
    .command('remove')
    .description('Forget a list')
    .argument('<name>', 'its name or id')
    .action(async (name: string) => {
      process.exitCode = await remove(name);
    });
}

async function add(file: string, names: { name?: string; source?: string }): Promise<number> {
  const book = new PoolListBook(openPoolListStore());
  const reply = file === '-' ? await book.importFrom(process.stdin, names) : await book.import(file, names);
  if (reply.kind === 'failed') {
    reportFailure(reply.failure, file === '-' ? null : file);
    return reply.failure.kind === 'no-permission' ? exitCode.unreadableInput : exitCodeOf(reply.failure);
  }
  const { name, entries, date, dateOrigin, badLines, firstBad } = reply.value;
  const day = date.slice(0, 10);
  const dated = dateOrigin === 'list' ? `of ${day}` : `imported on ${day}: the list gives no date that can be read`;
  await write(`${printable(name)}: ${countEntries(entries)}, ${dated}.\n`);
  if (firstBad !== null) {
    remark(`${plural(badLines, 'line')} left out, the first is line ${firstBad.line}: ${firstBad.text}`);
  }
  return exitCode.nothingFound;
}

async function list(format: 'table' | 'json'): Promise<number> {
  const lists = new PoolListBook(openPoolListStore()).list();
  if (format === 'json') {
    await write(`${JSON.stringify({ schema: 'kanaria/pool-lists@1', lists }, null, 2)}\n`);
    return exitCode.nothingFound;
  }
  if (lists.length === 0) await write('No lists yet: kanaria pool-lists add FILE imports one.\n');
  const width = Math.max(0, ...lists.map(({ name }) => printable(name).length));
  const countWidth = Math.max(0, ...lists.map(({ entries }) => countEntries(entries).length));
  const dateWidth = Math.max(0, ...lists.map((each) => describeDate(each).length));
  for (const each of lists) {
    const count = countEntries(each.entries).padEnd(countWidth);
    const date = describeDate(each).padEnd(dateWidth);
    await write(`${printable(each.name).padEnd(width)}  ${date}  ${count}  ${printable(each.source ?? '')}\n`);
  }
  return exitCode.nothingFound;
}

/** The day of the list, or of its import where it gives none. */
function describeDate({ date, dateOrigin }: PoolList): string {
  return `${dateOrigin === 'list' ? '' : 'imported '}${date.slice(0, 10)}`;
}

function countEntries(count: number): string {
  return plural(count, 'entry', 'entries');
}

async function remove(name: string): Promise<number> {
  if (!new PoolListBook(openPoolListStore()).remove(name)) {
    remark(`There is no list ${name}. kanaria pool-lists list shows them.`);
    return exitCode.wrongUsage;
  }
  await write(`${printable(name)} is removed.\n`);
  return exitCode.nothingFound;
}
