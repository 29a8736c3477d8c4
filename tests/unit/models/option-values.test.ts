import { afterEach, describe, expect, it } from 'vitest';
import { commandLine, treeCount } from '../../../models/option-values';

describe('the command that a report names', () => {
  const given = process.argv;
  afterEach(() => {
    process.argv = given;
  });

  it('does again what was done, whatever was given', () => {
    process.argv = ['node', 'evaluate.ts', '--lab', '.cache/lab/1', '--data', '', '--kinds', "a|b's", '--docs'];
    expect(commandLine('evaluate')).toBe(`npm run evaluate -- --lab .cache/lab/1 --data '' --kinds 'a|b'\\''s'`);
    process.argv = ['node', 'adversarial.ts'];
    expect(commandLine('adversarial')).toBe('npm run adversarial');
  });
});

describe('a number of trees', () => {
  it('is none, or as many as one ensemble may have', () => {
    expect(['0', '4', '600'].map(treeCount)).toEqual([0, 4, 600]);
    for (const text of ['10', '-4', 'many', '']) expect(() => treeCount(text)).toThrow(/multiple of 4|whole number/);
  });
});
