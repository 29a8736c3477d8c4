/** Trains the two models: `npm run train -- --help`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { loadTfjs } from '../main/engine/load-tfjs';
import { flowFeatureCount, flowFeatureNames } from '../main/features/flow-features';
import { packetFeatureCount, packetFeatureNames } from '../main/features/packet-features';
import { packTrees } from '../main/inference/boosted-trees';
import type { Calibration } from '../main/inference/calibration';
import { Ensemble } from '../main/inference/ensemble';
import { Mlp } from '../main/inference/mlp';
import type { Predictor } from '../main/inference/predictor';
import { openFolderOrExit } from './evaluation/labelled-folder';
import { tellProgress } from './evaluation/tell-progress';
import { countingNumber, share, treeCount, usualData, wholeNumber } from './option-values';
import { addTrainingSets } from './training/add-training-sets';
import { DataSet } from './training/collect-samples';
import { doAtMost } from './training/do-at-most';
import { addRealCaptures } from './training/load-data';
import { saveLayersModel } from './training/save-layers-model';
import {
  averageOverConnections,
  calibrateOn,
  scoreConnections,
  scoreSamples,
  type GroupScore,
} from './training/score-data';
import { shareFeatures } from './training/share-features';
import { trainApart } from './training/train-apart';
import type { TrainedModel } from './training/train-model';
import { trainingSets } from './training/training-sets';
import { weighSamples } from './training/weigh-samples';
import { writeFigures } from './training/write-figures';
import { writeHeldOut } from './training/write-held-out';

interface Options {
  readonly model: 'flow' | 'packet';
  readonly data: string;
  readonly seed: number;
  readonly generated: number;
  readonly disguised?: number;
  readonly everyday?: number;
  readonly unknown?: number;
  readonly epochs: number;
  readonly trees?: number;
  readonly folds: boolean;
  readonly leaveOut: 'groups' | 'kinds';
}

const options = new Command('npm run train --')
  .description(
    'Trains a model and writes models/<model>/: model.json, weights.bin, trees.bin, info.json, metrics.json.',
  )
  .addOption(new Option('--model <model>', 'the model to train').choices(['flow', 'packet']).default('flow'))
  .option('--data <folder>', 'folder with captures/ and labels.json; or set KANARIA_DATA', usualData)
  .option('--seed <number>', 'seed of weights, order and generated traffic', wholeNumber, 7)
  .option('--generated <number>', 'generated connections beside the real ones', wholeNumber, 1_200_000)
  .option(
    '--disguised <share>',
    'disguised connections (padded, delayed, throttled, with dummies), as a share of the generated ones (default: 0.25, for the packet model 0)',
    share,
  )
  .option(
    '--everyday <number>',
    'generated connections of the kinds that most connections of a host are, none mining (default: 300000, for the packet model 0)',
    wholeNumber,
  )
  .option(
    '--unknown <number>',
    'generated connections of protocols and pools that nobody knows, drawn at random (default: 600000, for the packet model 0)',
    wholeNumber,
  )
  .option('--epochs <number>', 'passes of the network over the data', countingNumber, 10)
  .option('--trees <number>', 'decision trees beside the network (default: 1000, for the packet model 0)', treeCount)
  .option('--no-folds', 'skip leave-one-source-out; the calibration then stays as in info.json')
  .addOption(
    new Option(
      '--leave-out <what>',
      'what of the generated traffic is left out in turn, beside real sources: pools and applications of kinds that stay, or whole kinds; kinds are only measured, no model is written',
    )
      .choices(['groups', 'kinds'])
      .default('groups')
      .conflicts('folds'),
  )
  .parse()
  .opts<Options>();

const { model: kind, seed, generated, epochs, folds: hasFolds, leaveOut } = options;
const modelName = kind === 'flow' ? 'flow-ensemble' : 'packet-mlp';
const width = kind === 'flow' ? flowFeatureCount : packetFeatureCount;
const hidden = kind === 'flow' ? [192, 96] : [32, 32, 24, 16, 8];
/** Of the weight of all rows. Nearly everything does not mine, and a false alarm costs more than a miner found a little later. */
const miningShare = kind === 'flow' ? 0.05 : 0.5;
const disguised = options.disguised ?? (kind === 'flow' ? 0.25 : 0);
const everydayConnections = options.everyday ?? (kind === 'flow' ? 300_000 : 0);
const trees = options.trees ?? (kind === 'flow' ? 1000 : 0);
const unknown = options.unknown ?? (kind === 'flow' ? 600_000 : 0);
const folder = join('models', kind);
const command = `npm run train -- --model ${kind} --seed ${seed} --generated ${generated} --disguised ${disguised} --everyday ${everydayConnections} --unknown ${unknown} --epochs ${epochs} --trees ${trees}${leaveOut === 'kinds' ? ' --leave-out kinds' : ''}`;
/**
 * Real sources left out in turn, together with every fifth generated group. The last two hold no mining: they show false
 * alarms on networks never seen.
 */
const folds: readonly (readonly string[])[] = [
  ['nesfit-headers'],
  ['malware-2026-headers'],
  ['zeek-cryptomining', 'ndpi'],
  ['iot-sentinel', 'arkime', 'ipfixprobe'],
  ['suricata-verify', 'zeek', 'zeek-long-connections'],
];

openFolderOrExit(options.data);

const { tf, backend } = await loadTfjs();
console.log(`TensorFlow.js ${tf.version_core} on ${backend}`);
const dataSet = new DataSet();
await addRealCaptures(options.data, kind, dataSet);
console.log(`${dataSet.connections.length} real connections, ${dataSet.samples.length} samples`);
const sets = trainingSets(seed, {
  mixed: generated,
  disguised: Math.round(generated * disguised),
  everyday: everydayConnections,
  unknown,
});
await addTrainingSets(sets, kind, dataSet, (made) => tellProgress(`${made} generated connections`));
tellProgress('');
console.log(`${dataSet.connections.length} connections, ${dataSet.samples.length} samples`);

const x = shareFeatures(dataSet, width);

const running = new Map<string, string>();
/** Trains on the connections that pass; several trainings may run at the same time. */
async function train(name: string, isIncluded: (connection: number) => boolean): Promise<TrainedModel> {
  const { samples, y, weights } = weighSamples(dataSet, isIncluded, miningShare);
  const model = await trainApart(
    { width, x, rows: samples, y, weights },
    {
      network: {
        hidden,
        epochs,
        batchSize: 512,
        learningRate: 0.002,
        l2: kind === 'flow' ? 1e-5 : 1e-6,
        noise: kind === 'flow' ? 0.15 : 0.01,
        seed,
      },
      trees:
        trees === 0
          ? null
          : { trees, depth: 6, learningRate: 0.3, rowShare: 0.1, columnShare: 0.5, leastCurvature: 1, l2: 1, seed },
    },
    (progress) => {
      running.set(name, `${name}: ${progress}`);
      tellProgress([...running.values()].join('; '));
    },
  );
  tellProgress('');
  console.log(running.get(name));
  running.delete(name);
  return model;
}

/** The model as the product runs it. */
function predictorOf({ layers, trees }: TrainedModel): Predictor {
  return trees === null ? new Mlp(layers) : new Ensemble(new Mlp(layers), trees);
}

const heldOut = new Float64Array(dataSet.samples.length).fill(Number.NaN);
let calibration = readCalibration();
const bySource = (connection: number): string =>
  dataSet.connections[connection].origin === 'real'
    ? dataSet.connections[connection].source
    : dataSet.connections[connection].origin;
let foldScores: Record<string, GroupScore> = {};
/** The one trained on everything. */
const whole: TrainedModel[] = [];
const trainings = (hasFolds ? folds : []).map((fold, number) => async () => {
  const left = new Set<number>();
  dataSet.connections.forEach(({ origin, source, group }, at) => {
    const isLeft = origin === 'real' ? fold.includes(source) : foldOf(source, group) === number;
    if (isLeft) left.add(at);
  });
  const withoutIt = await train(`without ${fold.join(', ')} (${left.size} connections)`, (at) => !left.has(at));
  scoreSamples(dataSet, predictorOf(withoutIt), heldOut, left);
});
if (leaveOut === 'groups') trainings.push(async () => void whole.push(await train('all sources', () => true)));
await doAtMost(availableParallelism(), trainings);
if (hasFolds) {
  if (kind === 'packet') averageOverConnections(dataSet, heldOut);
  // Of kinds left out it is asked how the product would judge them: with the calibration that it has.
  calibration = leaveOut === 'kinds' ? readCalibration() : calibrateOn(dataSet, heldOut);
  foldScores = Object.fromEntries(scoreConnections(dataSet, heldOut, calibration, bySource));
  console.log('Leave-one-source-out:', calibration);
  console.table(foldScores);
  writeHeldOut(
    `.cache/training/held-out${kind === 'flow' ? '' : '-packet'}${leaveOut === 'kinds' ? '-kinds' : ''}.jsonl`,
    { model: modelName, command },
    dataSet,
    heldOut,
    calibration,
  );
}

if (leaveOut === 'kinds') process.exit(0);
const [model] = whole;
const fitted = new Float64Array(dataSet.samples.length).fill(Number.NaN);
scoreSamples(dataSet, predictorOf(model), fitted, new Set(dataSet.connections.keys()));
if (kind === 'packet') averageOverConnections(dataSet, fitted);
const fittedScores = Object.fromEntries(scoreConnections(dataSet, fitted, calibration, bySource));
console.table(fittedScores);

mkdirSync(folder, { recursive: true });
await saveLayersModel(tf, model.layers, `kanaria_${kind}`, folder);
if (model.trees === null) rmSync(join(folder, 'trees.bin'), { force: true });
else writeFileSync(join(folder, 'trees.bin'), packTrees(model.trees));
const info = {
  name: modelName,
  version: kind === 'flow' ? '0.15.0' : '0.9.0',
  layers: [width, ...model.layers.map(({ outputs }) => outputs)],
  ...(model.trees !== null && { trees: { count: trees, depth: model.trees.depth } }),
  features: kind === 'flow' ? flowFeatureNames : packetFeatureNames,
  calibration,
};
writeFileSync(join(folder, 'info.json'), `${JSON.stringify(info, null, 2)}\n`);
const metrics = {
  command,
  connections: dataSet.connections.length,
  samples: dataSet.samples.length,
  sources: [...new Set(dataSet.connections.map((_, at) => bySource(at)))],
  leaveOneSourceOut: foldScores,
  trainedOn: fittedScores,
};
writeFileSync(join(folder, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
if (hasFolds) {
  writeFigures(join(folder, 'README.md'), 'en', command, foldScores);
  writeFigures(join(folder, 'README.ja.md'), 'ja', command, foldScores);
}

/**
 * In which fold a generated connection is left out. Kinds go with their kin, such as all of Stratum; what is drawn at random is of no kind and stays.
 */
function foldOf(source: string, group: string): number {
  if (leaveOut === 'groups') return hashText(group) % folds.length;
  const family = /\w+\/\w+/.exec(source)?.[0] ?? '';
  return family.endsWith('/unknown') ? -1 : hashText(family) % folds.length;
}

function hashText(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash;
}

function readCalibration(): Calibration {
  try {
    return (JSON.parse(readFileSync(join(folder, 'info.json'), 'utf8')) as typeof info).calibration;
  } catch {
    return { slope: 1, intercept: 0, lasting: 0 };
  }
}
