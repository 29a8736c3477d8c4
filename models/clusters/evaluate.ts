/** Program: measures how many miners the clusters find, and what they take for one. `npm run clusters:evaluate -- --help` */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { formatDigest } from '../../main/similarity/tlsh/format-digest';
import { writeBetweenMarkers } from '../evaluation/write-between-markers';
import { usualData } from '../option-values';
import { describeFigures } from './describe-figures';
import { matchingRules } from './matching-rules';
import { countFalseMatches, countFoundBuilds, countMatches } from './measure-rules';
import { scanHarmless } from './scan-harmless';
import { readTlshData } from './tlsh-data';

interface Options {
  readonly data: string;
  readonly benign: readonly string[];
  readonly write?: string;
}

const program = new Command('clusters:evaluate')
  .description('Measures the clusters of known miners on builders and harmless files that are kept aside.')
  .option('--data <folder>', 'folder with tlsh/', usualData)
  .option('--benign <folder...>', 'folders with harmless executables to scan besides', [])
  .option('--write <document>', 'put the figures into this document, between its markers')
  .parse();
await run(program.opts<Options>());

async function run({ data: dataFolder, benign, write }: Options): Promise<void> {
  const folder = join(dataFolder, 'tlsh');
  for (const needed of [folder, ...benign]) if (!existsSync(needed)) program.error(`There is no ${needed}.`);
  const data = readTlshData(folder);
  const found = countFoundBuilds(data, matchingRules);
  const falseMatches = countFalseMatches(data, matchingRules);
  const known = data.harmless.map(({ digest }) => formatDigest(digest));
  const scanned = benign.length === 0 ? null : await scanHarmless(benign, known);
  const figures = describeFigures({
    data,
    rules: matchingRules,
    found,
    ...falseMatches,
    scanned: scanned && {
      ...scanned,
      counts: countMatches(
        data,
        matchingRules,
        scanned.files.map(({ digest }) => digest),
      ),
    },
  });
  console.log(figures);
  if (write !== undefined) writeBetweenMarkers(write, 'figures', figures);
}
