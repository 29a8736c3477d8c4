/** `kanaria serve`: the window in a browser on this machine, and its verdicts in the terminal. */
import { InvalidArgumentError, type Command } from 'commander';
import { collectValues } from './collect-values';
import { addPoolListOptions, type PoolListArguments } from './pool-list-options';
import { runServe } from './run-serve';

export interface ServeArguments extends PoolListArguments {
  /** Undefined: the usual port, or any free one when it is taken. */
  port?: number;
  start: boolean;
  demo: boolean;
  file?: string;
  interface: string[];
  open: boolean;
}

/** Adds the command. */
export function registerServe(program: Command): void {
  const command = program
    .command('serve')
    .description('Show the window in a browser, on this machine only')
    .option('--port <number>', 'port on 127.0.0.1', parsePort)
    .option(
      '--start',
      'listen at once: to the default interface where that is permitted, else to the bundled demo',
      false,
    )
    .option('--demo', 'play the bundled demo at once', false)
    .option('--file <file>', 'analyse this capture at once')
    .option('-i, --interface <name>', 'listen to this interface at once; give it again for several', collectValues, [])
    .option('--open', 'open the window in the default browser', false);
  addPoolListOptions(command).action(async (options: ServeArguments) => {
    process.exitCode = await runServe(options);
  });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}
