#!/usr/bin/env node
/** Kanaria on the command line. */
import { Command } from 'commander';
import { version } from '../engine/tool';
import { registerAnalyze } from './analyze';
import { exitCode } from './exit-codes';
import { registerInterfaces } from './interfaces';
import { guardOutput } from './output';
import { registerServe } from './serve';
import { remark } from './terminal';
import { registerWatch } from './watch';

const program = new Command('kanaria')
  .description('Tells which network connection is mining cryptocurrency, and why it thinks so.')
  .version(version)
  .showHelpAfterError('(kanaria COMMAND --help tells more)')
  .exitOverride((error) => {
    // commander gives 1 for wrong usage and 0 for --help and --version.
    process.exit(error.exitCode === 0 ? 0 : exitCode.wrongUsage);
  });

registerAnalyze(program);
registerWatch(program);
registerInterfaces(program);
registerServe(program);
// Commands copy the parent's exit handling only when they are made before it is set.
for (const command of program.commands) command.copyInheritedSettings(program);

guardOutput();
try {
  await program.parseAsync();
} catch (error) {
  remark(`Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env['KANARIA_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exitCode = exitCode.failed;
}
