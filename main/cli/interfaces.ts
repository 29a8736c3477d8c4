/** `kanaria interfaces`: what can be listened to, and whether this user may. */
import { Option, type Command } from 'commander';
import { checkAccess } from '../capture/access-check';
import { listInterfaces } from '../capture/interfaces';
import { exitCode } from './exit-codes';
import { write } from './output';
import { printable, remark } from './terminal';

/** Adds the command. */
export function registerInterfaces(program: Command): void {
  program
    .command('interfaces')
    .description('List the network interfaces and say whether they can be captured from')
    .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
    .addHelpText(
      'after',
      `
Examples:
  kanaria interfaces
  kanaria interfaces --format json

Exit codes: 0, also where nothing may be captured. 2 wrong usage, 1 output not written.`,
    )
    .action(async (options: { format: 'table' | 'json' }) => {
      process.exitCode = await interfaces(options.format);
    });
}

async function interfaces(format: 'table' | 'json'): Promise<number> {
  const [found, access] = await Promise.all([listInterfaces(), checkAccess()]);
  if (format === 'json') {
    await write(`${JSON.stringify({ schema: 'kanaria/interfaces@1', interfaces: found, access }, null, 2)}\n`);
    return exitCode.nothingFound;
  }
  const nameWidth = Math.max(4, ...found.map((one) => one.name.length));
  for (const one of found) {
    const state = one.isUp ? 'up  ' : 'down';
    const mark = one.isDefault ? '*' : ' ';
    const what = [one.kind.padEnd(9), one.addresses.join(', ') || 'no address', one.description ?? ''].join('  ');
    await write(`${mark} ${printable(one.name).padEnd(nameWidth)}  ${state}  ${printable(what).trimEnd()}\n`);
  }
  if (found.some((one) => one.isDefault)) await write('\n* carries the default route\n');
  if (access.isPermitted) await write(`Capture works here, with ${access.tool}.\n`);
  else remark(`${access.reason ?? 'Capture is not possible.'}${access.command ? ` Run: ${access.command}` : ''}`);
  return exitCode.nothingFound;
}
