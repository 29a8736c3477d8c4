import type { Command } from 'commander';

/** The first of these options, such as `--out`, that is on the command line and not only a default. */
export function findGivenOption(command: Command, names: readonly string[]): string | undefined {
  const given = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli');
  return names.find((name) => given.some(({ long }) => long === name));
}
