/**
 * Program: how well can generated mining be told from real mining? `npx tsx models/generator/compare-with-real.ts --help`
 * For every source of real sessions it prints how many features leave the range of the generated ones, and the AUC of a
 * logistic regression between the two (0.5 = alike). A high AUC on few real sessions of one pool says little: they all
 * share that pool's sizes. A feature out of range is what to mend.
 */
import { Command } from 'commander';
import { flowFeatureNames } from '../../main/features/flow-features';
import { countingNumber, usualData, wholeNumber } from '../option-values';
import { DataSet } from '../training/collect-samples';
import { addRealCaptures, generateSamples } from '../training/load-data';
import { aucOf, scoreByFolds } from './logistic-regression';

interface Options {
  readonly data: string;
  readonly connections: number;
  readonly seed: number;
}

const { data, connections, seed } = new Command('compare-with-real')
  .description('Compares generated with real mining sessions, by the features of the flow model.')
  .option('--data <folder>', 'folder with captures/ and labels.json; or set KANARIA_DATA', usualData)
  .option('--connections <number>', 'generated connections', countingNumber, 3000)
  .option('--seed <number>', 'seed of the generator', wholeNumber, 99)
  .parse()
  .opts<Options>();

/** Features at the end of each mining connection, by the source of the connection. */
function lastMiningFeatures(dataSet: DataSet): Map<string, Float32Array[]> {
  const last = new Map<number, Float32Array>();
  for (const { connection, label, features } of dataSet.samples) if (label === 1) last.set(connection, features);
  const bySource = new Map<string, Float32Array[]>();
  for (const [connection, features] of last) {
    const { source } = dataSet.connections[connection];
    bySource.set(source, [...(bySource.get(source) ?? []), features]);
  }
  return bySource;
}

const realData = new DataSet();
await addRealCaptures(data, 'flow', realData);
const generatedData = new DataSet();
for await (const piece of generateSamples({ seed, connections, mining: 0.9 }, 'flow')) generatedData.append(piece);

const generated = [...lastMiningFeatures(generatedData).values()].flat();
const ranges = flowFeatureNames.map((_, feature) => {
  const column = generated.map((features) => features[feature]).sort((one, other) => one - other);
  return [column[Math.floor(column.length * 0.002)], column[Math.ceil(column.length * 0.998) - 1]] as const;
});
console.log(`${generated.length} generated mining sessions\n`);
console.log(
  '| real source | sessions | AUC against generated | sessions with a feature out of range | features out of range |',
);
console.log('| --- | --- | --- | --- | --- |');
for (const [source, real] of lastMiningFeatures(realData)) {
  const outside = new Set<string>();
  let sessions = 0;
  for (const features of real) {
    const odd = flowFeatureNames.filter((_, feature) => {
      const [low, high] = ranges[feature];
      return features[feature] < low - 0.01 || features[feature] > high + 0.01;
    });
    if (odd.length > 0) sessions++;
    for (const name of odd) outside.add(name);
  }
  const rows = [...generated, ...real];
  const labels = rows.map((_, row) => (row < generated.length ? 0 : 1));
  const auc = real.length < 5 ? 'too few' : aucOf(scoreByFolds(rows, labels, 5), labels).toFixed(3);
  console.log(`| ${source} | ${real.length} | ${auc} | ${sessions} | ${[...outside].join(', ')} |`);
}
