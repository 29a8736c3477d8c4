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
  addPoolListOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  kanaria serve --open
  kanaria serve --file office.pcapng
  kanaria serve -i eth0 --port 8080

Ctrl-C ends it, with exit code 0 whatever was found.
Exit codes, of what was asked for and cannot be had: 2 wrong usage or the port is taken, 3 the capture could not be read,
4 no permission to capture, 5 interface or capture tool missing or gone, 1 output not written.`,
    )
    .action(async (options: ServeArguments) => {
      const problem = findProblem(options);
      if (problem !== null) command.error(`error: ${problem}`);
      process.exitCode = await runServe(options);
    });
}

function findProblem({ start, demo, file, interface: interfaces }: ServeArguments): string | null {
  const asked = [start, demo, file !== undefined, interfaces.length > 0].filter(Boolean).length;
  return asked > 1 ? '--start, --demo, --file and --interface exclude each other; name one source.' : null;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}
