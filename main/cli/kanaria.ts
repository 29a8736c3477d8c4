#!/usr/bin/env node
/** Kanaria on the command line. */
import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { version } from '../engine/tool';
import { registerAnalyze } from './analyze';
import { registerCluster } from './cluster';
import { exitCode } from './exit-codes';
import { registerHost } from './host';
import { registerInterfaces } from './interfaces';
import { guardOutput } from './output';
import { registerScan } from './scan';
import { registerPoolLists } from './pool-lists';
import { registerServe } from './serve';
import { remark } from './terminal';
import { registerWatch } from './watch';

const program = new Command('kanaria')
  .description('Tells which network connection is mining cryptocurrency, and why it thinks so.')
  .version(version)
  .exitOverride();

registerAnalyze(program);
registerWatch(program);
registerInterfaces(program);
registerHost(program);
registerScan(program);
registerCluster(program);
registerServe(program);
registerPoolLists(program);
program.showHelpAfterError('(kanaria --help tells more)');
for (const command of program.commands) {
  command.exitOverride().showHelpAfterError(`(kanaria ${command.name()} --help tells more)`);
}
program.addHelpText(
  'after',
  `
Examples:
  kanaria analyze office.pcapng    judge the connections in a capture
  kanaria watch -i eth0            listen to an interface until Ctrl-C
  kanaria interfaces               what can be listened to, and whether you may
  kanaria scan ~/Downloads         compare files with known miners
  kanaria COMMAND --help           options, more examples and exit codes`,
);

guardOutput();
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // commander gives 1 for wrong usage and 0 for --help and --version.
    process.exitCode = error.exitCode === 0 ? 0 : exitCode.wrongUsage;
    const [first] = program.args;
    if (error.code === 'commander.unknownCommand' && existsSync(first))
      remark(`Did you mean: kanaria analyze ${first}`);
  } else {
    remark(`Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env['KANARIA_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
    process.exitCode = exitCode.failed;
  }
}
