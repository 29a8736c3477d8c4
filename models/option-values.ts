/** The options of these programs: what they may hold, where anything else ends a program with a sentence, and what was given. */
import { InvalidArgumentError } from 'commander';
import { treesAtOnce } from '../main/inference/boosted-trees';

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

/** At least 1. */
export function countingNumber(text: string): number {
  if (!/^\d*[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return Number(text);
}

/** As many trees as one ensemble may have; 0 is none. */
export function treeCount(text: string): number {
  const count = wholeNumber(text);
  if (count % treesAtOnce !== 0)
    throw new InvalidArgumentError(`Give a multiple of ${treesAtOnce}, such as 600, or 0.`);
  return count;
}

/** 0..1. */
export function share(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError('Give a share from 0 to 1, such as 0.25.');
  }
  return number;
}

/** Where the labelled captures lie unless a program is told otherwise. */
export const usualData = process.env['KANARIA_DATA'] ?? '../shared/data';

/** The npm command that makes this report again. */
export function commandLine(script: string): string {
  const given = process.argv
    .slice(2)
    .filter((argument) => argument !== '--docs')
    .map((argument) => (/^[\w./:=,+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`));
  return [`npm run ${script}`, ...(given.length > 0 ? ['--', ...given] : [])].join(' ');
}
